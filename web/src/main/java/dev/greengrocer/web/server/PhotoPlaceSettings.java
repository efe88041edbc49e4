package dev.greengrocer.web.server;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.s3.S3Address;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Where photos are kept, {@code greengrocer.photos}.
 *
 * @param bucket such as {@code s3://my-shop/till}, or empty for the folder of the data directory
 * @param queue how long all photos may be together that wait until the bucket has them
 */
@ConfigurationProperties("greengrocer.photos")
public record PhotoPlaceSettings(String bucket, DataSize queue) {

  /** Some photos of the greatest length that is usual. */
  private static final DataSize LEAST = DataSize.ofMegabytes(16);

  /** Checks the queue. */
  public PhotoPlaceSettings {
    if (queue.compareTo(LEAST) < 0) {
      throw new InvalidConfigurationException(
          "greengrocer.photos.queue: must be 16MB or more, such as 1GB");
    }
  }

  /**
   * The place in a bucket; empty when none is set.
   *
   * @throws InvalidConfigurationException if it is no address
   */
  public Optional<S3Address> address() {
    return bucket.isBlank() ? Optional.empty() : Optional.of(S3Address.of(bucket.strip()));
  }
}
