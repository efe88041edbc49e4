package dev.greengrocer.lab.dataset.source;

import dev.greengrocer.image.GreyImage;

/**
 * 64 signs of the lowest frequencies of a picture: nearly the same for pictures that look alike,
 * whatever their size and compression.
 *
 * <p>After Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions" (2010), but
 * with the sign of a cosine instead of its place above the median: mirroring a picture then flips
 * exactly the signs of the odd horizontal frequencies.
 */
public final class PerceptualHash {

  /** Side of the picture that is transformed, in pixels. */
  public static final int SIDE = 32;

  private static final int FREQUENCIES = 8;
  private static final double[][] COSINES = cosines();
  private static final long ODD_COLUMNS = oddColumns();

  private PerceptualHash() {}

  /**
   * Hashes a picture of {@link #SIDE} x {@link #SIDE} pixels. The place of the mean brightness,
   * which has no sign worth keeping, holds the next vertical frequency.
   */
  static long of(GreyImage picture) {
    long hash = 0;
    for (int v = 0; v < FREQUENCIES; v++) {
      for (int u = 0; u < FREQUENCIES; u++) {
        boolean mean = u == 0 && v == 0;
        if (coefficient(picture, u, mean ? FREQUENCIES : v) > 0) {
          hash |= 1L << (v * FREQUENCIES + u);
        }
      }
    }
    return hash;
  }

  /** The hash of the mirrored picture. */
  public static long mirrored(long hash) {
    return hash ^ ODD_COLUMNS;
  }

  private static double coefficient(GreyImage picture, int u, int v) {
    double sum = 0;
    for (int y = 0; y < SIDE; y++) {
      double row = 0;
      for (int x = 0; x < SIDE; x++) {
        row += picture.at(x, y) * COSINES[u][x];
      }
      sum += row * COSINES[v][y];
    }
    return sum;
  }

  private static double[][] cosines() {
    double[][] cosines = new double[FREQUENCIES + 1][SIDE];
    for (int frequency = 0; frequency <= FREQUENCIES; frequency++) {
      for (int x = 0; x < SIDE; x++) {
        cosines[frequency][x] = Math.cos(Math.PI * frequency * (2 * x + 1) / (2 * SIDE));
      }
    }
    return cosines;
  }

  private static long oddColumns() {
    long mask = 0;
    for (int bit = 0; bit < Long.SIZE; bit++) {
      if (bit % FREQUENCIES % 2 == 1) {
        mask |= 1L << bit;
      }
    }
    return mask;
  }
}
