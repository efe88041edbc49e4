package dev.greengrocer.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.statistics.Proportion;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CoverageCurveTest {

  private static final List<ScoredAnswer> ANSWERS =
      List.of(
          new ScoredAnswer(0.6, false),
          new ScoredAnswer(0.9, true),
          new ScoredAnswer(0.8, true),
          new ScoredAnswer(0.8, false));

  @Test
  void surest_answers_come_first_and_equal_ones_together() {
    assertThat(CoverageCurve.of(ANSWERS).points())
        .containsExactly(
            new CoveragePoint(0.9, new Proportion(1, 4), new Proportion(1, 1)),
            new CoveragePoint(0.8, new Proportion(3, 4), new Proportion(2, 3)),
            new CoveragePoint(0.6, new Proportion(4, 4), new Proportion(2, 4)));
  }

  @Test
  void point_for_a_wanted_coverage_answers_at_least_that_share() {
    CoverageCurve curve = CoverageCurve.of(ANSWERS);

    assertThat(curve.atLeast(0.5).threshold()).isEqualTo(0.8);
    assertThat(curve.atLeast(0.75).threshold()).isEqualTo(0.8);
    assertThat(curve.atLeast(1).accuracy()).isEqualTo(new Proportion(2, 4));
  }
}
