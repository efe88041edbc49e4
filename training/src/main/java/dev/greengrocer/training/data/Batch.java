package dev.greengrocer.training.data;

import dev.greengrocer.image.ImageTensor;

/** What one training step sees: images and the wanted probability of each class. */
public final class Batch {

  private final ImageTensor images;
  private final float[] targets;

  /**
   * Wraps images and targets without copying them.
   *
   * @param images {@code [N, 3, S, S]}, normalised
   * @param targets row-major {@code [N, K]}, each row summing to 1: one-hot rows, softened by label
   *     smoothing and mixed by MixUp or CutMix
   */
  public Batch(ImageTensor images, float[] targets) {
    if (targets.length == 0 || targets.length % images.count() != 0) {
      throw new IllegalArgumentException(
          "%d targets for %d images".formatted(targets.length, images.count()));
    }
    this.images = images;
    this.targets = targets;
  }

  /** {@code [N, 3, S, S]}, normalised. */
  public ImageTensor images() {
    return images;
  }

  /** Row-major {@code [N, K]}; not a copy. */
  public float[] targets() {
    return targets;
  }

  /** N: the number of images. */
  public int size() {
    return images.count();
  }
}
