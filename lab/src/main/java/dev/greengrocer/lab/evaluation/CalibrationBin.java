package dev.greengrocer.lab.evaluation;

import dev.greengrocer.statistics.Proportion;
import java.util.OptionalDouble;

/**
 * The predictions whose confidence lies in one range.
 *
 * @param low lower end of the range, exclusive
 * @param high upper end of the range, inclusive
 * @param accuracy how many of the predictions are right
 * @param confidenceSum the sum of their confidences
 */
public record CalibrationBin(double low, double high, Proportion accuracy, double confidenceSum) {

  /** The mean confidence of the predictions, or empty without any. */
  public OptionalDouble meanConfidence() {
    return accuracy.trials() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(confidenceSum / accuracy.trials());
  }
}
