package dev.greengrocer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.InvalidModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OddsCorrectionTest {

  private static final OddsCorrection CORRECTION = new OddsCorrection(1, 59);

  @ParameterizedTest
  @CsvSource({
    // Odds of 9 to 1, sharp enough, at the mean of the known photos: as it is.
    "0.9, 0, 59, 0.9",
    "0.9, 0, 4000, 0.9",
    // exp(ln 3): the odds of an unknown kind are 3 to 1, 9 to 1 becomes 3 to 1.
    "0.9, 1.0986122886681098, 59, 0.75",
    // Less unknown than the mean: 9 to 1 becomes 27 to 1.
    "0.9, -1.0986122886681098, 59, 0.9642857142857143",
    // (1 + 19) of (1 + 59): a third of the odds.
    "0.9, 0, 19, 0.75",
    // A sixtieth of them, 0.15 to 1.
    "0.9, 0, 0, 0.13043478260869565",
    "1, 30, 0, 1",
    "0, -30, 59, 0",
    "1, 1e9, 0, 1",
    "0, -1e9, 59, 0",
  })
  void odds_are_divided_by_those_of_an_unknown_kind_and_fall_with_sharpness(
      double probability, double unknown, double sharpness, double expected) {
    assertThat(CORRECTION.of(probability, unknown, sharpness)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void a_power_of_0_leaves_sharpness_out_and_of_a_half_takes_its_root() {
    assertThat(new OddsCorrection(0, 59).of(0.9, 0, 0)).isCloseTo(0.9, within(1e-12));
    // (1 + 14) of (1 + 59) is a quarter, its root a half: 4.5 to 1.
    assertThat(new OddsCorrection(0.5, 59).of(0.9, 0, 14)).isCloseTo(4.5 / 5.5, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"-0.1, 59, sharpnessPower -0.1", "1, 0, sharpEnough 0.0", "1, NaN, sharpEnough NaN"})
  void numbers_out_of_range_are_refused(double power, double enough, String complaint) {
    assertThatThrownBy(() -> new OddsCorrection(power, enough))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("openSet.correction." + complaint + " is out of range");
  }
}
