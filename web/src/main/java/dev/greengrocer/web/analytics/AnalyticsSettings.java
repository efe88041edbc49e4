package dev.greengrocer.web.analytics;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.analytics.ExportFormat;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the server writes the analytics export, and when.
 *
 * @param folder where it goes, or empty to write none
 * @param nightly the time of the shop's day at which it is written, such as 03:15, or empty for
 *     only when asked
 * @param format which files
 */
@ConfigurationProperties("greengrocer.analytics")
record AnalyticsSettings(String folder, String nightly, ExportFormat format) {

  AnalyticsSettings {
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

  Optional<Path> place() {
    return folder.isEmpty() ? Optional.empty() : Optional.of(Path.of(folder));
  }

  Optional<LocalTime> time() {
    return nightly.isEmpty() ? Optional.empty() : Optional.of(LocalTime.parse(nightly));
  }
}
