package dev.greengrocer.benchmarks.worker;

import java.util.SplittableRandom;

/**
 * A batch that every workload of a training comparison learns from: each class is a pattern of its
 * own, with noise, so that a network that really learns is seen to.
 */
public final class DrawnBatch {

  /** As many classes as the reference split has; results of later days stay comparable. */
  public static final int CLASSES = 36;

  private static final int PATCH = 8;
  private static final float NOISE = 0.3f;

  private DrawnBatch() {}

  /** Class of the image at a place. */
  public static int label(int image) {
    return image % CLASSES;
  }

  /**
   * Pixels about 0, within some 1.3.
   *
   * @param count images
   * @param side of each, in pixels
   * @return {@code [count, 3, side, side]}, row-major
   */
  public static float[] images(int count, int side) {
    float[] values = new float[count * 3 * side * side];
    SplittableRandom noise = new SplittableRandom(count);
    int next = 0;
    for (int image = 0; image < count; image++) {
      SplittableRandom pattern = new SplittableRandom(label(image));
      for (int channel = 0; channel < 3; channel++) {
        float[] patches = new float[PATCH * PATCH];
        for (int patch = 0; patch < patches.length; patch++) {
          patches[patch] = (float) pattern.nextDouble(-1, 1);
        }
        for (int pixel = 0; pixel < side * side; pixel++) {
          int row = pixel / side * PATCH / side;
          int column = pixel % side * PATCH / side;
          values[next++] = patches[row * PATCH + column] + NOISE * (float) noise.nextDouble(-1, 1);
        }
      }
    }
    return values;
  }
}
