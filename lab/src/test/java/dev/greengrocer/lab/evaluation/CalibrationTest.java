package dev.greengrocer.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.statistics.Proportion;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CalibrationTest {

  /**
   * Two answers near 0.95 of which one is right (gap |1 - 1.9| = 0.9) and one right answer at 0.5
   * (gap 0.5): (0.9 + 0.5) / 3.
   */
  @Test
  void expected_error_weighs_the_gap_of_each_bin_by_its_photos() {
    Calibration calibration =
        Calibration.of(
            List.of(
                new ScoredAnswer(0.94, true),
                new ScoredAnswer(0.96, false),
                new ScoredAnswer(0.5, true)));

    assertThat(calibration.expectedError()).isCloseTo(1.4 / 3, within(1e-12));
    assertThat(calibration.bins()).hasSize(15);
    assertThat(calibration.bins().get(14).accuracy()).isEqualTo(new Proportion(1, 2));
    assertThat(calibration.bins().get(14).meanConfidence().orElseThrow())
        .isCloseTo(0.95, within(1e-12));
    assertThat(calibration.bins().get(7).accuracy()).isEqualTo(new Proportion(1, 1));
    assertThat(calibration.bins().get(0).meanConfidence()).isEmpty();
  }

  /** Bins are open below and closed above: 3/15 ends the third bin. */
  @Test
  void confidence_on_an_edge_belongs_to_the_lower_bin() {
    assertThat(
            Calibration.of(List.of(new ScoredAnswer(0.2, true))).bins().get(2).accuracy().trials())
        .isEqualTo(1);
    assertThat(
            Calibration.of(List.of(new ScoredAnswer(1.0, true))).bins().get(14).accuracy().trials())
        .isEqualTo(1);
    assertThat(
            Calibration.of(List.of(new ScoredAnswer(0.0, true))).bins().get(0).accuracy().trials())
        .isEqualTo(1);
  }

  @Test
  void sure_and_right_is_perfect_and_sure_and_wrong_is_as_bad_as_can_be() {
    assertThat(Calibration.of(List.of(new ScoredAnswer(1, true))).expectedError()).isZero();
    assertThat(Calibration.of(List.of(new ScoredAnswer(1, false))).expectedError()).isEqualTo(1);
  }

  /** Answers that are right exactly as often as they say have a small error in the long run. */
  @Test
  void honest_answers_have_a_small_error_and_boastful_ones_a_large_one() {
    Random random = new Random(3);
    List<ScoredAnswer> honest =
        Stream.generate(random::nextDouble)
            .limit(20_000)
            .map(confidence -> new ScoredAnswer(confidence, random.nextDouble() < confidence))
            .toList();
    List<ScoredAnswer> boastful =
        honest.stream().map(answer -> new ScoredAnswer(1, answer.correct())).toList();

    assertThat(Calibration.of(honest).expectedError()).isLessThan(0.02);
    assertThat(Calibration.of(boastful).expectedError()).isCloseTo(0.5, within(0.02));
  }
}
