package dev.greengrocer.web.server;

import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.photo.PhotoStore;
import dev.greengrocer.s3.BucketPhotos;
import dev.greengrocer.s3.S3Access;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where photos are kept, and what Prometheus sees of those that wait for a bucket. */
@Configuration(proxyBeanMethods = false)
class PhotoConfiguration {

  @Bean(destroyMethod = "close")
  PhotoPlace photoPlace(
      PhotoPlaceSettings settings,
      @Value("${greengrocer.bucket.endpoint}") String endpoint,
      @Value("${greengrocer.bucket.region}") String region,
      DataDirectory directory,
      JdbcClient database,
      Clock clock,
      MeterRegistry registry) {
    PhotoPlace place =
        PhotoPlace.open(settings, S3Access.of(endpoint, region), directory, database, clock);
    place
        .bucket()
        .ifPresent(
            bucket -> {
              bucket.start();
              measure(bucket, registry);
            });
    return place;
  }

  @Bean
  PhotoStore photoStore(PhotoPlace place) {
    return place.store();
  }

  private static void measure(BucketPhotos bucket, MeterRegistry registry) {
    Gauge.builder("greengrocer.photo.queue.length", bucket, photos -> photos.state().photos())
        .description("Photos that wait until the bucket has them")
        .register(registry);
    Gauge.builder("greengrocer.photo.queue", bucket, photos -> photos.state().bytes())
        .description("How long the photos and thumbnails are that wait until the bucket has them")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder(
            "greengrocer.photo.queue.age",
            bucket,
            photos -> photos.state().oldest().toMillis() / 1e3)
        .description("How long the oldest photo has waited for the bucket")
        .baseUnit("seconds")
        .register(registry);
    FunctionCounter.builder("greengrocer.photo.uploads", bucket, photos -> photos.state().sent())
        .description("Photos and thumbnails that the bucket has taken")
        .register(registry);
    FunctionCounter.builder(
            "greengrocer.photo.upload.failures", bucket, photos -> photos.state().failures())
        .description("Attempts to use the bucket of photos that failed")
        .register(registry);
    FunctionCounter.builder(
            "greengrocer.photo.queue.refusals", bucket, photos -> photos.state().refused())
        .description("Photos that were refused because too many wait for the bucket")
        .register(registry);
  }
}
