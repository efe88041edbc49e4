package dev.greengrocer.ledger.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.ledger.figures.Drift.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DriftTest {

  @Test
  void the_same_shares_are_no_drift_whatever_their_number() {
    Drift drift = Drift.between(Map.of("a", 300L, "b", 700L), Map.of("a", 3000L, "b", 7000L));

    assertThat(drift).isEqualTo(new Drift(0, Verdict.SAME));
  }

  @Test
  void the_index_is_the_sum_over_bins_less_what_chance_brings() {
    // (0.5 - 0.2) ln(0.5 / 0.2) + (0.5 - 0.8) ln(0.5 / 0.8) = 0.274887 + 0.141001; chance 2 / 1000.
    Drift drift = Drift.between(Map.of("a", 200L, "b", 800L), Map.of("a", 500L, "b", 500L));

    assertThat(drift.index()).isCloseTo(0.413888, within(1e-6));
    assertThat(drift.verdict()).isEqualTo(Verdict.GREAT);
  }

  @Test
  void a_small_move_is_told_apart_from_a_great_one() {
    assertThat(Drift.between(Map.of(1, 5000L, 2, 5000L), Map.of(1, 3200L, 2, 6800L)).verdict())
        .isEqualTo(Verdict.SOME);
  }

  @Test
  void a_bin_that_is_new_counts() {
    assertThat(Drift.between(Map.of("a", 1000L), Map.of("a", 500L, "b", 500L)).verdict())
        .isEqualTo(Verdict.GREAT);
  }

  @Test
  void a_few_answers_tell_nothing() {
    assertThat(Drift.between(Map.of("a", 99L), Map.of("b", 5000L)).verdict())
        .isEqualTo(Verdict.TOO_FEW);
  }

  @Test
  void chance_alone_is_no_drift() {
    // 100 answers in 20 bins, each a quarter more or less than 5: chance brings 19 * 2 / 100.
    Map<Integer, Long> even = new java.util.HashMap<>();
    Map<Integer, Long> uneven = new java.util.HashMap<>();
    for (int bin = 0; bin < 20; bin++) {
      even.put(bin, 5L);
      uneven.put(bin, bin % 2 == 0 ? 4L : 6L);
    }

    assertThat(Drift.between(even, uneven)).isEqualTo(new Drift(0, Verdict.SAME));
  }
}
