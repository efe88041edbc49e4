package dev.greengrocer.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClopperPearsonTest {

  @Test
  void without_hits_the_bound_has_a_closed_form() {
    // (1 - p)^n = 0.05, so p = 1 - 0.05^(1/n): the rule of three.
    assertThat(ClopperPearson.upper(0, 299, 0.95))
        .isCloseTo(1 - Math.pow(0.05, 1.0 / 299), within(1e-12));
    assertThat(ClopperPearson.isAtMost(0, 299, 0.01, 0.95)).isTrue();
    assertThat(ClopperPearson.isAtMost(0, 298, 0.01, 0.95)).isFalse();
  }

  @ParameterizedTest
  // From scipy.stats.beta.ppf(0.95, hits + 1, trials - hits).
  @CsvSource({
    "1, 473, 0.0099897",
    "2, 100, 0.0616192",
    "60, 4000, 0.0185639",
    "99, 100, 0.9994872"
  })
  void it_is_the_quantile_of_a_beta_distribution(long hits, long trials, double bound) {
    assertThat(ClopperPearson.upper(hits, trials, 0.95)).isCloseTo(bound, within(1e-6));
  }

  @Test
  void thousands_of_trials_do_not_underflow() {
    // (1 - 0.5)^10000 is no double, and the normal approximation gives 0.5082.
    assertThat(ClopperPearson.upper(5000, 10_000, 0.95)).isCloseTo(0.5082, within(2e-4));
  }

  @Test
  void of_nothing_nothing_is_known() {
    assertThat(ClopperPearson.upper(0, 0, 0.95)).isEqualTo(1);
    assertThat(ClopperPearson.isAtMost(0, 0, 0.5, 0.95)).isFalse();
    assertThat(ClopperPearson.upper(7, 7, 0.95)).isEqualTo(1);
  }

  @Test
  void more_hits_than_trials_are_refused() {
    assertThatThrownBy(() -> ClopperPearson.upper(3, 2, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 hits in 2 trials");
  }
}
