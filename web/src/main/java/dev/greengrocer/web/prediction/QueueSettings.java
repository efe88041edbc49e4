package dev.greengrocer.web.prediction;

import dev.greengrocer.InvalidConfigurationException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How many photos are worked on at once.
 *
 * @param capacity most photos that are being answered or wait for it; the next one is refused
 * @param decoders most photos that are decoded at once, which is what bounds memory; 0 for as many
 *     as the machine has processors
 * @param batch most photos in one run of the network
 * @param patience how long a photo waits for a decoder
 */
@ConfigurationProperties("greengrocer.queue")
record QueueSettings(int capacity, int decoders, int batch, Duration patience) {

  QueueSettings {
    if (capacity < 1 || decoders < 0 || batch < 1 || patience.toMillis() < 1) {
      throw new InvalidConfigurationException(
          "greengrocer.queue: capacity %d, batch %d and patience %s must be above 0, decoders %d at least 0"
              .formatted(capacity, batch, patience, decoders));
    }
    decoders = decoders == 0 ? Runtime.getRuntime().availableProcessors() : decoders;
  }
}
