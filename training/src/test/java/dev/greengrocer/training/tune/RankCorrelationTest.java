package dev.greengrocer.training.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RankCorrelationTest {

  @Test
  void whatever_rises_together_correlates_fully() {
    assertThat(of(List.of(1.0, 10.0, 100.0), List.of(0.1, 0.2, 0.9))).isEqualTo(1);
    assertThat(of(List.of(1.0, 10.0, 100.0), List.of(0.9, 0.2, 0.1))).isEqualTo(-1);
  }

  /** Ranks 1 2 3 4 against 2 1 4 3: 1 - 6 * (1 + 1 + 1 + 1) / (4 * 15) = 0.6. */
  @Test
  void two_swaps_among_four_leave_three_fifths() {
    assertThat(of(List.of(1.0, 2.0, 3.0, 4.0), List.of(20.0, 10.0, 40.0, 30.0)))
        .isCloseTo(0.6, within(1e-12));
  }

  /** Ranks 1.5 1.5 3 against 1 2 3: 1.5 / sqrt(1.5 * 2). */
  @Test
  void equal_values_share_a_rank() {
    assertThat(of(List.of(0.0, 0.0, 1.0), List.of(1.0, 2.0, 3.0)))
        .isCloseTo(1.5 / Math.sqrt(3), within(1e-12));
  }

  @Test
  void what_does_not_vary_or_is_too_little_has_no_correlation() {
    assertThat(RankCorrelation.of(List.of(1.0, 1.0, 1.0), List.of(1.0, 2.0, 3.0))).isEmpty();
    assertThat(RankCorrelation.of(List.of(1.0, 2.0), List.of(1.0, 2.0))).isEmpty();
  }

  private static double of(List<Double> one, List<Double> other) {
    return RankCorrelation.of(one, other).orElseThrow();
  }
}
