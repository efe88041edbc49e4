package dev.greengrocer.training.data;

import dev.greengrocer.image.ImageTensor;
import java.util.Optional;

/**
 * What one training step sees: images, the wanted probability of each class, and what teachers
 * answered where there are any.
 */
public final class Batch {

  private final ImageTensor images;
  private final float[] targets;
  private final Optional<TeacherAnswers> answers;

  /**
   * Wraps images and targets without copying them.
   *
   * @param images {@code [N, 3, S, S]}, normalised
   * @param targets row-major {@code [N, K]}, each row summing to 1: one-hot rows, softened by label
   *     smoothing and mixed by MixUp or CutMix
   */
  public Batch(ImageTensor images, float[] targets) {
    this(images, targets, Optional.empty());
  }

  /**
   * Wraps images, targets and answers without copying them.
   *
   * @param targets as without teachers, but a photo without a label has a row of zeros, and one
   *     that is mixed with it a row that sums to less than 1
   * @param answers of the teachers for the same images
   */
  public Batch(ImageTensor images, float[] targets, Optional<TeacherAnswers> answers) {
    if (targets.length == 0 || targets.length % images.count() != 0) {
      throw new IllegalArgumentException(
          "%d targets for %d images".formatted(targets.length, images.count()));
    }
    this.images = images;
    this.targets = targets;
    this.answers = answers;
  }

  /** {@code [N, 3, S, S]}, normalised. */
  public ImageTensor images() {
    return images;
  }

  /** Row-major {@code [N, K]}; not a copy. */
  public float[] targets() {
    return targets;
  }

  /** What teachers answered for the images. */
  public Optional<TeacherAnswers> answers() {
    return answers;
  }

  /** N: the number of images. */
  public int size() {
    return images.count();
  }
}
