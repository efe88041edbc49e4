package dev.greengrocer.web.analytics;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.analytics.ExportFormat;
import dev.greengrocer.s3.S3Address;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the server writes the analytics export, and when.
 *
 * @param folder where it goes, a folder or {@code s3://BUCKET/PREFIX}, or empty to write none
 * @param nightly the time of the shop's day at which it is written, such as 03:15, or empty for
 *     only when asked
 * @param format which files
 */
@ConfigurationProperties("greengrocer.analytics")
record AnalyticsSettings(String folder, String nightly, ExportFormat format) {

  AnalyticsSettings {
    if (S3Address.isMeant(folder)) {
      S3Address unused = S3Address.of(folder);
    }
    if (!nightly.isEmpty()) {
      try {
        LocalTime unused = LocalTime.parse(nightly);
      } catch (DateTimeException e) {
        throw new InvalidConfigurationException(
            "settings greengrocer.analytics: nightly %s: a time such as 03:15, or empty"
                .formatted(nightly));
      }
      if (folder.isEmpty()) {
        throw new InvalidConfigurationException(
            "settings greengrocer.analytics: nightly %s needs a folder".formatted(nightly));
      }
    }
  }

  /** The folder or the address of a bucket, as it was set. */
  Optional<String> place() {
    return folder.isEmpty() ? Optional.empty() : Optional.of(folder);
  }

  /** The folder, unless a bucket was set. */
  Optional<Path> path() {
    return place().filter(place -> !S3Address.isMeant(place)).map(Path::of);
  }

  /** The place in a bucket, if one was set. */
  Optional<S3Address> address() {
    return place().filter(S3Address::isMeant).map(S3Address::of);
  }

  Optional<LocalTime> time() {
    return nightly.isEmpty() ? Optional.empty() : Optional.of(LocalTime.parse(nightly));
  }
}
