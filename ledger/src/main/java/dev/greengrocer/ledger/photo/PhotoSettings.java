package dev.greengrocer.ledger.photo;

import dev.greengrocer.InvalidConfigurationException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whether and how long photos are kept.
 *
 * @param keep whether they are kept at all
 * @param retention how long; what is older is erased, its answer stays in the books
 */
@ConfigurationProperties("greengrocer.photos")
public record PhotoSettings(boolean keep, Duration retention) {

  /** Checks the range. */
  public PhotoSettings {
    if (retention.isNegative() || retention.isZero()) {
      throw new InvalidConfigurationException(
          "greengrocer.photos.retention %s: must be above 0, such as 90d".formatted(retention));
    }
  }
}
