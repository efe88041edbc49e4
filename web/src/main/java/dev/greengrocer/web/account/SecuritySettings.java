package dev.greengrocer.web.account;

import dev.greengrocer.InvalidConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How strictly sign-ins and requests are limited.
 *
 * @param userFailures failed sign-ins of one name before it has to wait
 * @param addressFailures failed sign-ins from one address before it has to wait
 * @param firstDelay the first wait; each further failure doubles it
 * @param longestDelay the longest wait
 * @param requestsPerMinute what a new API key may ask, unless it is made with another limit
 * @param openMetrics whether {@code /actuator/prometheus} answers without an API key
 */
@ConfigurationProperties("greengrocer.security")
public record SecuritySettings(
    int userFailures,
    int addressFailures,
    Duration firstDelay,
    Duration longestDelay,
    int requestsPerMinute,
    boolean openMetrics) {

  public SecuritySettings {
    List<String> faults = new ArrayList<>();
    atLeastOne(faults, "user-failures", userFailures);
    atLeastOne(faults, "address-failures", addressFailures);
    atLeastOne(faults, "requests-per-minute", requestsPerMinute);
    if (firstDelay.isNegative() || firstDelay.isZero() || longestDelay.compareTo(firstDelay) < 0) {
      faults.add(
          "first-delay %s, longest-delay %s: the first must be above 0 and not above the longest"
              .formatted(firstDelay, longestDelay));
    }
    if (!faults.isEmpty()) {
      throw new InvalidConfigurationException(
          "settings greengrocer.security: " + String.join("; ", faults));
    }
  }

  private static void atLeastOne(List<String> faults, String name, int value) {
    if (value < 1) {
      faults.add("%s %d: must be at least 1".formatted(name, value));
    }
  }
}
