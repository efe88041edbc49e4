package dev.greengrocer.ledger.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.figures.Corrections.Confusion;
import dev.greengrocer.ledger.figures.DailyFigures.Said;
import dev.greengrocer.statistics.Proportion;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CorrectionsTest {

  @Test
  void rejected_photos_do_not_count() {
    Corrections corrections =
        Corrections.of(
            List.of(
                new Said("m", "accept", "tomato", "tomato", true, 7),
                new Said("m", "accept", "capsicum", "bell pepper", true, 2),
                new Said("m", "accept", "tomato", "capsicum", false, 1),
                new Said("m", "shortlist", "tomato", "capsicum", false, 4),
                new Said("m", "reject", "tomato", "capsicum", false, 50)));

    assertThat(corrections.accepted()).isEqualTo(new Proportion(9, 10));
    assertThat(corrections.first()).isEqualTo(new Proportion(9, 14));
    assertThat(corrections.confusions()).containsExactly(new Confusion("tomato", "capsicum", 5));
  }

  @Test
  void what_is_in_no_list_was_answered_wrongly() {
    Corrections corrections =
        Corrections.of(List.of(new Said("m", "accept", "tomato", null, false, 1)));

    assertThat(corrections.accepted()).isEqualTo(new Proportion(0, 1));
    assertThat(corrections.confusions().get(0).truth()).isEqualTo("not in the list");
  }
}
