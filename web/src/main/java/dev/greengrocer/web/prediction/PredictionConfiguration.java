package dev.greengrocer.web.prediction;

import dev.greengrocer.image.ImageHeader;
import dev.greengrocer.ledger.ShopCalendar;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of the journey that a photo takes. */
@Configuration(proxyBeanMethods = false)
class PredictionConfiguration {

  @Bean
  QueueLimit queueLimit(QueueSettings settings) {
    return new QueueLimit(settings.capacity());
  }

  @Bean(destroyMethod = "close")
  Decoders decoders(QueueSettings queue, UploadSettings uploads) {
    return new Decoders(
        queue.decoders(),
        uploads.maxPixels() * ImageHeader.OPAQUE_BYTES,
        queue.patience(),
        uploads.decodeTimeout());
  }

  @Bean
  PhotoReader photoReader(UploadSettings settings) {
    return new PhotoReader(settings);
  }

  @Bean(destroyMethod = "close")
  InferenceQueue inferenceQueue(QueueSettings settings) {
    return new InferenceQueue(
        settings.capacity(), settings.batch(), Runtime.getRuntime().availableProcessors());
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** The shop's days are those of the computer that the server runs on. */
  @Bean
  ShopCalendar shopCalendar() {
    return new ShopCalendar(ZoneId.systemDefault());
  }
}
