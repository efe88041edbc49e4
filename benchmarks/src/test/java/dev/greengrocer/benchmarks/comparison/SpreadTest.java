package dev.greengrocer.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SpreadTest {

  @Test
  void quartiles_are_measurements_themselves() {
    assertThat(Spread.of(8, 1, 7, 2, 6, 3, 5, 4)).isEqualTo(new Spread(4.5, 2, 6, 8));
    assertThat(Spread.of(3, 1, 2)).isEqualTo(new Spread(2, 1, 3, 3));
    assertThat(Spread.of(5)).isEqualTo(new Spread(5, 5, 5, 1));
  }

  @Test
  void one_slow_round_does_not_move_the_median() {
    assertThat(Spread.of(1, 1, 1, 1, 100).median()).isEqualTo(1);
  }

  @Test
  void nothing_measured_has_no_spread() {
    assertThatThrownBy(Spread::of).hasMessage("nothing was measured");
  }

  @Test
  void numbers_are_written_with_four_digits() {
    assertThat(Results.number(0.00123456)).isEqualTo("0.001235");
    assertThat(Results.number(7.5)).isEqualTo("7.500");
    assertThat(Results.number(1234.5)).isEqualTo("1235");
    assertThat(Results.number(0)).isEqualTo("0");
  }
}
