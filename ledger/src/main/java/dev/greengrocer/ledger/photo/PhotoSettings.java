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

  /** A number without a unit is milliseconds, which is never meant here. */
  private static final Duration SHORTEST = Duration.ofHours(1);

  private static final Duration LONGEST = Duration.ofDays(36_500);

  /** Checks the range. */
  public PhotoSettings {
    if (retention.compareTo(SHORTEST) < 0 || retention.compareTo(LONGEST) > 0) {
      throw new InvalidConfigurationException(
          "greengrocer.photos.retention: from 1h to 36500d, with its unit, such as 90d");
    }
  }
}
