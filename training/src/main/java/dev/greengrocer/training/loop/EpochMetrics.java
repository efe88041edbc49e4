package dev.greengrocer.training.loop;

/**
 * What one epoch came to: a row of {@code results.csv}.
 *
 * @param epoch counted from 1
 * @param learningRate of the epoch's last step
 * @param trainLoss mean cross-entropy over the epoch's batches, each before its step; includes
 *     label smoothing and mixing, so it need not reach 0
 * @param validationLoss mean cross-entropy over the validation photos, without smoothing
 * @param validationAccuracy share of validation photos whose most probable label is right
 * @param validationAccuracyMerged the same with synonym groups counted as one label
 * @param imagesPerSecond training images over the seconds of training, validation left out
 * @param seconds of the whole epoch, validation included
 */
public record EpochMetrics(
    int epoch,
    double learningRate,
    double trainLoss,
    double validationLoss,
    double validationAccuracy,
    double validationAccuracyMerged,
    double imagesPerSecond,
    double seconds) {

  /** Whether this epoch should be shipped rather than another: right more often, then surer. */
  boolean betterThan(EpochMetrics other) {
    return validationAccuracy > other.validationAccuracy
        || (validationAccuracy == other.validationAccuracy
            && validationLoss < other.validationLoss);
  }
}
