package dev.greengrocer.web.doctor;

import dev.greengrocer.s3.BucketBackups;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Looks for the newest whole backup in the bucket, where one is set. */
final class BucketCheck implements Check {

  /** A backup a day, and hours to send it. */
  private static final Duration OLD = Duration.ofHours(30);

  private final Premises premises;
  private final Clock clock;

  BucketCheck(Premises premises, Clock clock) {
    this.premises = premises;
    this.clock = clock;
  }

  @Override
  public String subject() {
    return "bucket";
  }

  @Override
  public Finding look() {
    Bucket place = premises.bucket();
    if (place == null) {
      return Finding.ok(subject(), "none is set; backups stay where they are written");
    }
    try (BucketBackups bucket = BucketBackups.open(place.address(), place.access())) {
      Optional<Instant> newest = bucket.newestAt(clock.instant());
      if (newest.isEmpty()) {
        return Finding.error(
            subject(),
            "%s: holds no whole backup".formatted(place.address()),
            "send one: 'systemctl start greengrocer-upload', or 'greengrocer db upload FOLDER'");
      }
      Duration age = Duration.between(newest.get(), clock.instant());
      String sentence =
          "%s: the newest backup is of %s, %d hours ago"
              .formatted(place.address(), newest.get(), age.toHours());
      if (age.isNegative() && age.abs().compareTo(OLD) > 0) {
        return Finding.warning(
            subject(),
            "%s: the newest backup is dated %s, in the future"
                .formatted(place.address(), newest.get()),
            "set the clock right, of this machine or of the one that wrote it, and send another");
      }
      return age.compareTo(OLD) > 0
          ? Finding.warning(
              subject(),
              sentence,
              "see why none was sent since: 'journalctl -u greengrocer-upload'")
          : Finding.ok(subject(), sentence);
    }
  }
}
