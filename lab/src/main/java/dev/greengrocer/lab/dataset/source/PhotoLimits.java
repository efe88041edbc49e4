package dev.greengrocer.lab.dataset.source;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.image.ImageDecoder;

/**
 * Which photos are worth keeping.
 *
 * @param minSide the shortest side that is kept, in pixels
 * @param maxAspect how many times the long side may be as long as the short one
 * @param maxPixels the most pixels that are decoded
 */
public record PhotoLimits(int minSide, double maxAspect, long maxPixels) {

  /** 32 px, 8:1 and what the decoder takes. */
  public static final PhotoLimits DEFAULT =
      new PhotoLimits(32, 8, ImageDecoder.DEFAULT_PIXEL_LIMIT);

  /** Checks the ranges. */
  public PhotoLimits {
    if (minSide < 1 || !(maxAspect >= 1) || maxPixels < 1) {
      throw new InvalidConfigurationException(
          "limits: min side %d and max pixels %d must be at least 1, max aspect %s at least 1.0"
              .formatted(minSide, maxPixels, maxAspect));
    }
  }
}
