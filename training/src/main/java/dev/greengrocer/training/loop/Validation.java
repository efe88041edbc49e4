package dev.greengrocer.training.loop;

import dev.greengrocer.LabelSet;
import dev.greengrocer.inference.ArgMax;
import dev.greengrocer.inference.Softmax;
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
   * @param accuracyMerged share of photos whose most probable group of synonyms is right, as {@link
   *     LabelSet#groupSums} adds them up
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
        loss += Softmax.logSumExp(logits[row], 1) - logits[row][actual];
        right += predicted == actual ? 1 : 0;
        int group = ArgMax.of(labels.groupSums(Softmax.of(logits[row], 1)));
        rightMerged += group == labels.groupIndex(actual) ? 1 : 0;
      }
    }
    double count = photos.size();
    return new Result(loss / count, right / count, rightMerged / count);
  }
}
