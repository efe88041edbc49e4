package dev.greengrocer.web.command;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.s3.BucketBackups;
import dev.greengrocer.s3.S3Access;
import dev.greengrocer.s3.S3Address;
import dev.greengrocer.web.doctor.Bucket;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bucket that backups are sent to, {@code greengrocer.bucket}.
 *
 * @param address such as {@code s3://my-shop/greengrocer}, or empty when none is set
 * @param endpoint the address of a server of S3 that is not Amazon's, or empty
 * @param region the bucket's region, or empty for what the environment or the machine says
 * @param keep how many backups stay in it
 */
record BucketSettings(String address, String endpoint, String region, int keep) {

  BucketSettings {
    if (keep < 1) {
      throw new InvalidConfigurationException(
          "greengrocer.bucket.keep=%d: must be 1 or more".formatted(keep));
    }
  }

  /** As {@code serve} would find them. */
  static BucketSettings read() {
    return of(ServerEnvironment.read(Map.of()));
  }

  static BucketSettings of(ServerEnvironment environment) {
    return environment
        .group("greengrocer.bucket", BucketSettings.class)
        .orElseThrow(() -> new IllegalStateException("application.yaml sets greengrocer.bucket"));
  }

  /** The bucket that is set, or null. */
  @Nullable Bucket bucket() {
    return address.isBlank() ? null : new Bucket(S3Address.of(address.strip()), access());
  }

  /** How the server of the bucket is reached. */
  S3Access access() {
    return S3Access.of(endpoint, region);
  }

  /** Opens the bucket that a command names, or else the one of the settings. */
  BucketBackups open(@Nullable String named) {
    String wanted = named == null ? address : named;
    if (wanted.isBlank()) {
      throw new InvalidConfigurationException(
          "no bucket is named; give s3://BUCKET/PREFIX, or set greengrocer.bucket.address");
    }
    return BucketBackups.open(S3Address.of(wanted.strip()), access());
  }
}
