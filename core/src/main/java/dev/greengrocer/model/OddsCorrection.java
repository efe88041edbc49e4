package dev.greengrocer.model;

import dev.greengrocer.InvalidModelException;

/**
 * Corrects the probability of the first group for what a softmax cannot know, before a rule accepts
 * it: that the photo may show a kind that the model was never taught, and that it is blurred.
 *
 * <p>The odds {@code p / (1 - p)} are divided by {@code exp(u)}, the odds that the features speak
 * of an unknown kind ({@link FeatureSpace#unknown}; a logistic regression against photos of unknown
 * kinds, as outlier exposure by Hendrycks et al. 2019, <a
 * href="https://arxiv.org/abs/1812.04606">1812.04606</a>, with the network left as it is), and
 * multiplied by {@code ((1 + min(s, sharpEnough)) / (1 + sharpEnough)) ^ sharpnessPower}, where
 * {@code s} is the sharpness of the photo. A sharp photo whose features lie at the mean of those
 * that the model was taught keeps its probability. Only accepting looks at the corrected value; the
 * answer tells the probability as it is.
 *
 * @param sharpnessPower at least 0; 0 leaves sharpness out
 * @param sharpEnough a photo at least this sharp loses nothing, above 0; see {@code
 *     ImageStatistics}
 */
public record OddsCorrection(double sharpnessPower, double sharpEnough) {

  /** No odds are changed by more than this, as a logarithm: it stays within a double. */
  private static final double MOST = 500;

  /** Checks the ranges. */
  public OddsCorrection {
    require(
        sharpnessPower >= 0 && Double.isFinite(sharpnessPower), "sharpnessPower", sharpnessPower);
    require(sharpEnough > 0 && Double.isFinite(sharpEnough), "sharpEnough", sharpEnough);
  }

  /**
   * The corrected probability, in {@code [0, 1]}.
   *
   * @param probability of the first group, in {@code [0, 1]}
   * @param unknown logarithm of the odds that the features speak of an unknown kind
   * @param sharpness of what the network sees of the photo, at least 0
   */
  public double of(double probability, double unknown, double sharpness) {
    double blur =
        sharpnessPower * Math.log((1 + Math.min(sharpness, sharpEnough)) / (1 + sharpEnough));
    // Bounded, so that a probability of 0 or 1 stays what it is.
    double shift = Math.max(-MOST, Math.min(MOST, unknown - blur));
    return 1 / (1 + (1 - probability) / probability * Math.exp(shift));
  }

  private static void require(boolean holds, String name, double value) {
    if (!holds) {
      throw new InvalidModelException(
          "decision: openSet.correction.%s %s is out of range".formatted(name, value));
    }
  }
}
