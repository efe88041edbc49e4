package dev.greengrocer.ledger.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.greengrocer.ledger.figures.Tally.LabelCell;
import org.junit.jupiter.api.Test;

final class TallyTest {

  @Test
  void answers_are_counted_by_what_they_have_in_common() {
    Tally tally = new Tally();
    tally.add(1, "m", "tomato", "accept", 0.95, 10);
    tally.add(1, "m", "tomato", "reject", 0.15, 10);
    tally.add(2, "m", "lemon", "accept", 1.0, 10);

    assertThat(tally.answers()).isEqualTo(3);
    assertThat(tally.by(LabelCell::label)).containsEntry("tomato", 2L).containsEntry("lemon", 1L);
    assertThat(tally.by(LabelCell::decision)).containsEntry("accept", 2L);
    assertThat(tally.confidence()).containsExactly(0, 1, 0, 0, 0, 0, 0, 0, 0, 2);
  }

  @Test
  void percentiles_of_latency_are_right_to_five_percent() {
    Tally tally = new Tally();
    for (int milliseconds = 1; milliseconds <= 1000; milliseconds++) {
      tally.add(1, "m", "tomato", "accept", 0.9, milliseconds);
    }

    assertThat(tally.latency(0.5).orElseThrow()).isCloseTo(500, withinPercentage(5));
    assertThat(tally.latency(0.99).orElseThrow()).isCloseTo(990, withinPercentage(5));
  }

  @Test
  void nothing_has_no_percentiles() {
    assertThat(new Tally().latency(0.5)).isEmpty();
  }

  @Test
  void an_answer_that_took_no_time_is_counted_too() {
    Tally tally = new Tally();
    tally.add(1, "m", "tomato", "accept", 0.9, 0);

    assertThat(tally.latency(1).orElseThrow()).isLessThan(0.02);
  }
}
