package dev.greengrocer.training.data;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Blends each picture of a batch with another one of it, and their targets in the same proportion:
 * MixUp (Zhang et al. 2017) or CutMix (Yun et al. 2019). Works in place. Thread-safe.
 */
final class Mixing {

  private final AugmentationOptions.Mix options;

  Mixing(AugmentationOptions.Mix options) {
    this.options = options;
  }

  /**
   * Mixes a batch, or leaves it as it is, as the draw decides.
   *
   * @param images {@code [N, 3, S, S]} with {@code count} images
   * @param targets {@code [N, K]}
   * @param count N
   * @param side S
   */
  void mix(float[] images, float[] targets, int count, int side, RandomGenerator random) {
    boolean on = options.mixup() > 0 || options.cutmix() > 0;
    if (!on || count < 2 || random.nextDouble() >= options.mixProbability()) {
      return;
    }
    boolean cut = options.mixup() == 0 || (options.cutmix() > 0 && random.nextBoolean());
    // Pairing each picture with its neighbour is as random as the order of the batch.
    int pixels = images.length / count;
    int classes = targets.length / count;
    float[] first = Arrays.copyOf(images, pixels);
    float[] firstTargets = Arrays.copyOf(targets, classes);
    for (int i = 0; i < count; i++) {
      boolean last = i == count - 1;
      float[] other = last ? first : images;
      int otherAt = last ? 0 : (i + 1) * pixels;
      double kept =
          cut
              ? cut(images, i * pixels, other, otherAt, side, random)
              : blend(images, i * pixels, other, otherAt, pixels, random);
      float[] otherTargets = last ? firstTargets : targets;
      weigh(targets, i * classes, otherTargets, last ? 0 : (i + 1) * classes, classes, kept);
    }
  }

  private double blend(
      float[] into, int at, float[] other, int otherAt, int pixels, RandomGenerator random) {
    double drawn = symmetricBeta(options.mixup(), random);
    double kept = Math.max(drawn, 1 - drawn);
    weigh(into, at, other, otherAt, pixels, kept);
    return kept;
  }

  /** Copies a rectangle of the other picture and returns the share of the own one that stays. */
  private double cut(
      float[] into, int at, float[] other, int otherAt, int side, RandomGenerator random) {
    double drawn = symmetricBeta(options.cutmix(), random);
    double cutShare = Math.min(drawn, 1 - drawn);
    int edge = (int) Math.round(side * Math.sqrt(cutShare));
    int left = random.nextInt(side - edge + 1);
    int top = random.nextInt(side - edge + 1);
    for (int channel = 0; channel < 3; channel++) {
      for (int row = top; row < top + edge; row++) {
        int offset = (channel * side + row) * side + left;
        System.arraycopy(other, otherAt + offset, into, at + offset, edge);
      }
    }
    return 1 - (double) edge * edge / ((double) side * side);
  }

  private static void weigh(
      float[] into, int at, float[] other, int otherAt, int length, double kept) {
    float own = (float) kept;
    float foreign = (float) (1 - kept);
    for (int i = 0; i < length; i++) {
      into[at + i] = own * into[at + i] + foreign * other[otherAt + i];
    }
  }

  /** A draw from Beta(alpha, alpha) for alpha in {@code (0, 1]} (Jöhnk 1964). */
  static double symmetricBeta(double alpha, RandomGenerator random) {
    while (true) {
      double u = Math.pow(random.nextDouble(), 1 / alpha);
      double v = Math.pow(random.nextDouble(), 1 / alpha);
      if (u + v > 0 && u + v <= 1) {
        return u / (u + v);
      }
    }
  }
}
