package dev.greengrocer.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class McNemarTest {

  @Test
  void p_is_twice_the_tail_of_a_fair_coin() {
    // (1 + 10) ways of 2^10 to be right at most once, on both sides.
    assertThat(McNemar.pValue(1, 9)).isCloseTo(22.0 / 1024, within(1e-12));
    // 1 + 20 + 190 + 1140 + 4845 + 15504 = 21700 of 2^20.
    assertThat(McNemar.pValue(15, 5)).isCloseTo(43400.0 / 1048576, within(1e-12));
    // Five in a row, all for one: not enough.
    assertThat(McNemar.pValue(5, 0)).isCloseTo(2.0 / 32, within(1e-12));
    assertThat(McNemar.pValue(0, 6)).isCloseTo(2.0 / 64, within(1e-12));
  }

  @Test
  void models_that_never_disagree_or_equally_often_are_not_told_apart() {
    assertThat(McNemar.pValue(0, 0)).isCloseTo(1, within(1e-12));
    assertThat(McNemar.pValue(7, 7)).isCloseTo(1, within(1e-12));
    assertThat(McNemar.pValue(3, 4)).isCloseTo(1, within(1e-12));
  }

  /** The chi-squared approximation of 5200 : 4800 is (400 - 1)^2 / 10000 = 15.92, p = 6.6e-5. */
  @Test
  void thousands_of_photos_neither_overflow_nor_vanish() {
    assertThat(McNemar.pValue(5200, 4800)).isCloseTo(6.6e-5, within(2e-6));
    assertThat(McNemar.pValue(100_000, 0)).isZero();
  }
}
