package dev.greengrocer.experiment;

import java.time.Instant;

/**
 * What one epoch of a training came to.
 *
 * @param epoch counted from 1
 * @param ended when it was done
 * @param learningRate of its last step
 * @param trainLoss mean cross-entropy over its batches, smoothing and mixing included
 * @param validation what the validation photos said of it
 * @param imagesPerSecond training images over the seconds of training
 * @param seconds of the whole epoch, validation included
 */
public record Epoch(
    int epoch,
    Instant ended,
    double learningRate,
    double trainLoss,
    Validation validation,
    double imagesPerSecond,
    double seconds) {

  private static final int MOST = 1_000_000;

  /** Checks the numbers. */
  public Epoch {
    if (epoch < 1 || epoch > MOST) {
      throw new IllegalArgumentException("epoch %d: must be 1 to %d".formatted(epoch, MOST));
    }
    Texts.checkMoment("epoch " + epoch, ended);
    Texts.checkFinite("epoch " + epoch, learningRate, trainLoss, imagesPerSecond, seconds);
  }

  /**
   * What the validation photos said.
   *
   * @param loss mean cross-entropy, without smoothing
   * @param accuracy share of photos whose most probable label is right
   * @param accuracyMerged the same with synonyms counted as one label
   */
  public record Validation(double loss, double accuracy, double accuracyMerged) {

    /** Checks the numbers. */
    public Validation {
      Texts.checkFinite("validation", loss, accuracy, accuracyMerged);
    }
  }
}
