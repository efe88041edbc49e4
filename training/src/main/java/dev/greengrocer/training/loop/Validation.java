package dev.greengrocer.training.loop;

import dev.greengrocer.LabelSet;
import dev.greengrocer.inference.ArgMax;
import dev.greengrocer.training.data.ValidationSet;

/** How good a learner is on the validation photos, seen as the shipped model would see them. */
final class Validation {

  private static final int BATCH_SIZE = 64;

  private final ValidationSet photos;
  private final LabelSet labels;

  Validation(ValidationSet photos, LabelSet labels) {
    this.photos = photos;
    this.labels = labels;
  }

  /**
   * What one pass found.
   *
   * @param loss mean cross-entropy
   * @param accuracy share of photos whose most probable label is right
   * @param accuracyMerged the same with synonym groups counted as one label
   */
  record Result(double loss, double accuracy, double accuracyMerged) {}

  Result measure(Learner learner) {
    double loss = 0;
    int right = 0;
    int rightMerged = 0;
    for (int from = 0; from < photos.size(); from += BATCH_SIZE) {
      int to = Math.min(photos.size(), from + BATCH_SIZE);
      float[][] logits = learner.logits(photos.images(from, to));
      for (int row = 0; row < logits.length; row++) {
        int actual = photos.classOf(from + row);
        int predicted = ArgMax.of(logits[row]);
        loss += crossEntropy(logits[row], actual);
        right += predicted == actual ? 1 : 0;
        rightMerged += labels.groupIndex(predicted) == labels.groupIndex(actual) ? 1 : 0;
      }
    }
    double count = photos.size();
    return new Result(loss / count, right / count, rightMerged / count);
  }

  /**
   * {@code -log softmax(logits)[actual]}, shifted by the largest logit so that nothing overflows.
   */
  private static double crossEntropy(float[] logits, int actual) {
    double shift = logits[ArgMax.of(logits)];
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - shift);
    }
    return Math.log(sum) + shift - logits[actual];
  }
}
