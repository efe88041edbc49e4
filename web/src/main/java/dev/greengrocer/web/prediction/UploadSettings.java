package dev.greengrocer.web.prediction;

import dev.greengrocer.InvalidConfigurationException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Which photos are taken in.
 *
 * @param maxSize most bytes of a photo
 * @param maxPixels most pixels, width times height, checked before any decoder runs
 * @param maxAspect how many times the long side may be as long as the short one
 * @param decodeTimeout how long a decoder may work on one photo
 */
@ConfigurationProperties("greengrocer.uploads")
public record UploadSettings(
    DataSize maxSize, long maxPixels, double maxAspect, Duration decodeTimeout) {

  private static final double WRAPPING = 1.4;

  /** Checks the ranges. */
  public UploadSettings {
    if (maxSize.toBytes() < 1
        || maxSize.toMegabytes() > 256
        || maxPixels < 1
        || !(maxAspect >= 1)
        || decodeTimeout.toMillis() < 1) {
      throw new InvalidConfigurationException(
          "greengrocer.uploads: max-size %s must be 1 B to 256 MB, max-pixels %d and decode-timeout %s above 0, max-aspect %s at least 1"
              .formatted(maxSize, maxPixels, decodeTimeout, maxAspect));
    }
  }

  /**
   * The most bytes of a body that holds a photo: in a form it has headers around it, and in JSON it
   * is a third longer in base 64.
   */
  public long mostWrappedBytes() {
    return (long) (maxSize.toBytes() * WRAPPING);
  }
}
