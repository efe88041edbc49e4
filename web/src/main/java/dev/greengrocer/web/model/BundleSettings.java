package dev.greengrocer.web.model;

import dev.greengrocer.InvalidConfigurationException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Which bundles are taken in.
 *
 * @param maxSize most bytes of a bundle in a ZIP file
 */
@ConfigurationProperties("greengrocer.bundles")
public record BundleSettings(DataSize maxSize) {

  private static final long MOST_MEGABYTES = 512; // as much as an unpacked one may have

  /** Checks the range. */
  public BundleSettings {
    if (maxSize.toBytes() < 1 || maxSize.toMegabytes() > MOST_MEGABYTES) {
      throw new InvalidConfigurationException(
          "greengrocer.bundles.max-size %s: must be 1 B to %d MB"
              .formatted(maxSize, MOST_MEGABYTES));
    }
  }
}
