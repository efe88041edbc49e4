package dev.greengrocer.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.BinomialTest;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.junit.jupiter.api.Test;

/** Our figures and those of Apache Commons Statistics are the same, whatever is counted. */
final class CommonsStatisticsTest {

  private static final double TOLERANCE = 1e-9;

  private final SplittableRandom random = new SplittableRandom(7);

  @Test
  void proportions_have_wilsons_interval() {
    for (int round = 0; round < 500; round++) {
      int trials = random.nextInt(1, 3000);
      int hits = random.nextInt(trials + 1);
      Interval ours = new Proportion(hits, trials).interval().orElseThrow();

      org.apache.commons.statistics.interval.Interval theirs =
          BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(trials, hits, 0.05);

      assertThat(ours.low()).isCloseTo(theirs.getLowerBound(), within(TOLERANCE));
      assertThat(ours.high()).isCloseTo(theirs.getUpperBound(), within(TOLERANCE));
    }
  }

  @Test
  void upper_bounds_are_those_of_clopper_and_pearson() {
    for (int round = 0; round < 500; round++) {
      int trials = random.nextInt(1, 3000);
      int hits = random.nextInt(trials + 1);

      double theirs =
          BinomialConfidenceInterval.CLOPPER_PEARSON
              .fromErrorRate(trials, hits, 0.10)
              .getUpperBound();

      assertThat(ClopperPearson.upper(hits, trials, 0.95))
          .as("%d of %d", hits, trials)
          .isCloseTo(theirs, within(TOLERANCE));
    }
  }

  /**
   * Twice the tail of the rarer side. The library's own two-sided test leaves out the other side's
   * equal probability when rounding makes it larger.
   */
  @Test
  void mcnemars_test_is_the_exact_binomial_one() {
    for (int round = 0; round < 500; round++) {
      int onlyOne = random.nextInt(60);
      int onlyOther = random.nextInt(1, 60);

      double theirs =
          2
              * BinomialTest.withDefaults()
                  .with(AlternativeHypothesis.LESS_THAN)
                  .test(onlyOne + onlyOther, Math.min(onlyOne, onlyOther), 0.5)
                  .getPValue();

      assertThat(McNemar.pValue(onlyOne, onlyOther))
          .as("%d against %d", onlyOne, onlyOther)
          .isCloseTo(Math.min(1, theirs), within(TOLERANCE));
    }
  }

  /** The area is Mann and Whitney's U as a share of all pairs; ties count half. */
  @Test
  void the_area_under_the_curve_is_mann_and_whitneys_u() {
    for (int round = 0; round < 20; round++) {
      double[] familiar = random.ints(30, 0, 12).asDoubleStream().toArray();
      double[] strange = random.ints(40, 3, 15).asDoubleStream().toArray();

      double u = MannWhitneyUTest.withDefaults().statistic(strange, familiar);

      assertThat(Auroc.of(familiar, strange).value())
          .isCloseTo(u / (familiar.length * strange.length), within(TOLERANCE));
    }
  }
}
