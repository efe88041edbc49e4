package dev.greengrocer.web.connector;

import dev.greengrocer.InvalidConfigurationException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * How slow a caller may be.
 *
 * @param head how long the head of a request may take, from its first byte to its last
 * @param grace how long a body may be waited for in any case
 * @param rate how many bytes of a body pay for each further second of waiting
 * @param answerRate how many bytes of an answer that its reader takes pay for each further second
 */
@ConfigurationProperties("greengrocer.slow")
record SteadySettings(Duration head, Duration grace, DataSize rate, DataSize answerRate) {

  SteadySettings {
    if (head.toMillis() < 1
        || grace.toMillis() < 1
        || rate.toBytes() < 1
        || answerRate.toBytes() < 1) {
      throw new InvalidConfigurationException(
          "greengrocer.slow: head %s, grace %s, rate %s and answer-rate %s must be above 0"
              .formatted(head, grace, rate, answerRate));
    }
  }
}
