package dev.greengrocer.lab.dataset.source;

import dev.greengrocer.image.ImageStatistics;
import dev.greengrocer.image.RgbImage;
import java.util.ArrayList;
import java.util.List;

/** Doubts about a photo, by measures that are known to be rough: it is flagged, not rejected. */
final class PhotoQuality {

  /** Variance of the Laplacian. */
  private static final double BLURRY_BELOW = 60;

  /**
   * Two standard deviations above the mean brightness, of 255: a bright apple on black is not dark.
   */
  private static final double DARK_BELOW = 90;

  /** Standard deviation of the brightness, of 255. */
  private static final double UNIFORM_BELOW = 12;

  private PhotoQuality() {}

  /**
   * Measures a photo.
   *
   * @param picture without borders, of about the size that all photos are measured at
   */
  static List<PhotoFlag> flags(RgbImage picture) {
    ImageStatistics statistics = ImageStatistics.of(picture);
    List<PhotoFlag> flags = new ArrayList<>();
    if (statistics.sharpness() < BLURRY_BELOW) {
      flags.add(PhotoFlag.BLURRY);
    }
    if (statistics.mean() + 2 * statistics.standardDeviation() < DARK_BELOW) {
      flags.add(PhotoFlag.DARK);
    }
    if (statistics.standardDeviation() < UNIFORM_BELOW) {
      flags.add(PhotoFlag.NEAR_UNIFORM);
    }
    return flags;
  }
}
