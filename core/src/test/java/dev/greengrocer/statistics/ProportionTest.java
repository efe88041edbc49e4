package dev.greengrocer.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class ProportionTest {

  @Test
  void ratio_without_trials_is_undefined() {
    assertThat(new Proportion(0, 0).value()).isEmpty();
    assertThat(new Proportion(0, 0).interval()).isEmpty();
  }

  /**
   * By hand, z² = 3.84146: 1 + z²/n = 1.384146; centre (0.8 + 0.192073) / 1.384146 = 0.716740; half
   * 1.959964 · √(0.016 + 0.0096036) / 1.384146 = 0.226577.
   */
  @Test
  void wilson_interval_of_8_in_10() {
    Interval interval = new Proportion(8, 10).interval().orElseThrow();

    assertThat(interval.low()).isCloseTo(0.490163, within(2e-6));
    assertThat(interval.high()).isCloseTo(0.943317, within(2e-6));
  }

  /** With no hit the upper end is z² / (n + z²) = 3.84146 / 13.84146. */
  @Test
  void wilson_interval_of_0_in_10_starts_at_exactly_0() {
    Interval interval = new Proportion(0, 10).interval().orElseThrow();

    assertThat(interval.low()).isZero();
    assertThat(interval.high()).isCloseTo(0.277533, within(2e-6));
    assertThat(new Proportion(10, 10).interval().orElseThrow().high()).isEqualTo(1);
  }

  @Test
  void interval_holds_the_ratio_and_narrows_with_more_trials() {
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      int trials = 1 + random.nextInt(500);
      Proportion few = new Proportion(random.nextInt(trials + 1), trials);
      Proportion many = new Proportion(few.hits() * 4, few.trials() * 4);
      Interval wide = few.interval().orElseThrow();
      Interval narrow = many.interval().orElseThrow();

      assertThat(few.value().orElseThrow()).isBetween(wide.low(), wide.high());
      assertThat(wide.low()).isGreaterThanOrEqualTo(0);
      assertThat(wide.high()).isLessThanOrEqualTo(1);
      assertThat(narrow.high() - narrow.low()).isLessThan(wide.high() - wide.low());
    }
  }

  /**
   * What "95 %" promises: of 4000 experiments at p = 0.1, n = 50, the interval misses about 5 %.
   */
  @Test
  void interval_covers_the_true_ratio_about_19_times_in_20() {
    Random random = new Random(7);
    int covered = 0;
    for (int experiment = 0; experiment < 4000; experiment++) {
      int hits = (int) random.doubles(50).filter(u -> u < 0.1).count();
      Interval interval = new Proportion(hits, 50).interval().orElseThrow();
      covered += interval.low() <= 0.1 && 0.1 <= interval.high() ? 1 : 0;
    }
    assertThat(covered / 4000.0).isBetween(0.93, 0.98);
  }

  @Test
  void more_hits_than_trials_are_refused() {
    assertThatThrownBy(() -> new Proportion(3, 2)).isInstanceOf(IllegalArgumentException.class);
  }
}
