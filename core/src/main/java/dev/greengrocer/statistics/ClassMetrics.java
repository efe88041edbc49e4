package dev.greengrocer.statistics;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How well one class is recognised: three counts, and the ratios of them.
 *
 * @param label the name of the class
 * @param correct photos of the class that were answered with it (true positives)
 * @param support photos of the class
 * @param predicted photos that were answered with the class
 */
public record ClassMetrics(String label, long correct, long support, long predicted) {

  /**
   * The share of the answers with this class that were right; undefined if it is never answered.
   */
  public Proportion precision() {
    return new Proportion(correct, predicted);
  }

  /** The share of the photos of this class that were found; undefined without photos. */
  public Proportion recall() {
    return new Proportion(correct, support);
  }

  /**
   * The harmonic mean of precision and recall, {@code 2 TP / (support + predicted)}; empty when the
   * class neither has photos nor was answered.
   */
  public OptionalDouble f1() {
    return support + predicted == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(2.0 * correct / (support + predicted));
  }

  /**
   * The 95 % interval of F1 by the indirect Wilson method: {@code F* = TP / (TP + FP + FN)} is a
   * proportion, and {@code F1 = 2 F* / (1 + F*)} grows with it.
   *
   * @see <a href="https://arxiv.org/abs/2309.14621">Lam, Gopal and Qian, Confidence intervals for
   *     the F1 score</a>
   */
  public Optional<Interval> f1Interval() {
    return new Proportion(correct, support + predicted - correct)
        .interval()
        .map(star -> new Interval(f1OfStar(star.low()), f1OfStar(star.high())));
  }

  private static double f1OfStar(double star) {
    return 2 * star / (1 + star);
  }
}
