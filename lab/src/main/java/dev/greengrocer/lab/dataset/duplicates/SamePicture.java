package dev.greengrocer.lab.dataset.duplicates;

import dev.greengrocer.image.GreyImage;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.lab.dataset.source.PerceptualHash;
import dev.greengrocer.lab.dataset.source.PhotoFingerprint;

/**
 * The second signal for near-duplicates: do two photos whose hashes are near show the same picture?
 *
 * <p>A perceptual hash sees the coarse layout, and there every tomato on white is alike. This looks
 * at the rest: the fine structure (what remains of the brightness when its local mean is taken off)
 * must correlate, shifted by a pixel at most, and the colours must be near. Copies correlate above
 * 0.9, different photos of one thing below 0.7; {@code docs/datasets.md} has the figures.
 */
final class SamePicture {

  /** Least correlation of the fine structure. */
  static final double LEAST_CORRELATION = 0.76;

  /** Largest mean difference of the colours, of 255. */
  static final double LARGEST_COLOUR_DIFFERENCE = 20;

  /** Below this contrast there is nothing to compare but noise, in grey levels. */
  private static final double LEAST_CONTRAST = 1;

  private static final int SIDE = PerceptualHash.SIDE;
  private static final int BLUR_RADIUS = 2;
  private static final int SHIFT = 1;

  private SamePicture() {}

  /** Whether two photos show the same picture, one of them perhaps mirrored. */
  static boolean confirm(PhotoFingerprint one, PhotoFingerprint other) {
    return confirm(one, other, false) || confirm(one, other, true);
  }

  private static boolean confirm(PhotoFingerprint one, PhotoFingerprint other, boolean mirrored) {
    return colourDifference(one.colours(), other.colours(), mirrored) <= LARGEST_COLOUR_DIFFERENCE
        && correlation(one.grey(), other.grey(), mirrored) >= LEAST_CORRELATION;
  }

  /** Mean absolute difference over all pixels and channels, in {@code [0, 255]}. */
  static double colourDifference(RgbImage one, RgbImage other, boolean mirrored) {
    int side = one.width();
    long sum = 0;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int from = 3 * (y * side + (mirrored ? side - 1 - x : x));
        int to = 3 * (y * side + x);
        for (int channel = 0; channel < 3; channel++) {
          sum +=
              Math.abs(
                  (one.pixels()[from + channel] & 0xff) - (other.pixels()[to + channel] & 0xff));
        }
      }
    }
    return (double) sum / other.pixels().length;
  }

  /** The best correlation of the fine structures over small shifts, in {@code [-1, 1]}. */
  static double correlation(GreyImage one, GreyImage other, boolean mirrored) {
    double[] fixed = fineStructure(one, mirrored);
    double[] moved = fineStructure(other, false);
    double best = -1;
    for (int dy = -SHIFT; dy <= SHIFT; dy++) {
      for (int dx = -SHIFT; dx <= SHIFT; dx++) {
        best = Math.max(best, correlation(fixed, moved, dx, dy));
      }
    }
    return best;
  }

  private static double correlation(double[] fixed, double[] moved, int dx, int dy) {
    double sumA = 0;
    double sumB = 0;
    double sumAa = 0;
    double sumBb = 0;
    double sumAb = 0;
    int count = 0;
    for (int y = SHIFT; y < SIDE - SHIFT; y++) {
      for (int x = SHIFT; x < SIDE - SHIFT; x++) {
        double a = fixed[y * SIDE + x];
        double b = moved[(y + dy) * SIDE + x + dx];
        sumA += a;
        sumB += b;
        sumAa += a * a;
        sumBb += b * b;
        sumAb += a * b;
        count++;
      }
    }
    double varianceA = sumAa / count - sumA / count * sumA / count;
    double varianceB = sumBb / count - sumB / count * sumB / count;
    double least = LEAST_CONTRAST * LEAST_CONTRAST;
    if (varianceA < least || varianceB < least) {
      return 0;
    }
    return (sumAb / count - sumA / count * sumB / count) / Math.sqrt(varianceA * varianceB);
  }

  /** Each pixel less the mean of the square around it; the edge repeats beyond the edge. */
  private static double[] fineStructure(GreyImage image, boolean mirrored) {
    double[] fine = new double[SIDE * SIDE];
    int area = (2 * BLUR_RADIUS + 1) * (2 * BLUR_RADIUS + 1);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int sum = 0;
        for (int dy = -BLUR_RADIUS; dy <= BLUR_RADIUS; dy++) {
          for (int dx = -BLUR_RADIUS; dx <= BLUR_RADIUS; dx++) {
            sum += image.at(inside(x + dx), inside(y + dy));
          }
        }
        fine[y * SIDE + (mirrored ? SIDE - 1 - x : x)] = image.at(x, y) - (double) sum / area;
      }
    }
    return fine;
  }

  private static int inside(int coordinate) {
    return Math.max(0, Math.min(SIDE - 1, coordinate));
  }
}
