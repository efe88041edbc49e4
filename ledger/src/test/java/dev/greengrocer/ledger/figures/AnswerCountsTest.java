package dev.greengrocer.ledger.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.figures.AnswerCounts.ConfidenceCell;
import dev.greengrocer.ledger.figures.AnswerCounts.LabelCell;
import dev.greengrocer.ledger.figures.AnswerCounts.LatencyCell;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class AnswerCountsTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

  @Test
  void answers_are_counted_by_what_they_have_in_common() {
    AnswerCounts tally = new AnswerCounts();
    tally.add(new LabelCell(DAY, "m", "tomato", "accept"), 1);
    tally.add(new LabelCell(DAY, "m", "tomato", "reject"), 1);
    tally.add(new LabelCell(DAY.plusDays(1), "m", "lemon", "accept"), 1);
    tally.add(new ConfidenceCell(DAY, "m", 9), 1);
    tally.add(new ConfidenceCell(DAY, "m", 1), 1);
    tally.add(new ConfidenceCell(DAY.plusDays(1), "m", 9), 1);

    assertThat(tally.answers()).isEqualTo(3);
    assertThat(tally.by(LabelCell::label)).containsEntry("tomato", 2L).containsEntry("lemon", 1L);
    assertThat(tally.by(LabelCell::decision)).containsEntry("accept", 2L);
    assertThat(tally.confidence()).containsExactly(0, 1, 0, 0, 0, 0, 0, 0, 0, 2);
  }

  @Test
  void a_percentile_is_the_least_latency_that_the_share_of_answers_keeps_within() {
    AnswerCounts tally = new AnswerCounts();
    tally.add(new LatencyCell(DAY, "m", 10), 5);
    tally.add(new LatencyCell(DAY.plusDays(1), "m", 10), 4);
    tally.add(new LatencyCell(DAY, "n", 40), 1);

    assertThat(tally.latency(0.5)).hasValue(10);
    assertThat(tally.latency(0.9)).hasValue(10);
    assertThat(tally.latency(0.91)).hasValue(40);
  }

  @Test
  void nothing_has_no_percentiles() {
    assertThat(new AnswerCounts().latency(0.5)).isEmpty();
  }
}
