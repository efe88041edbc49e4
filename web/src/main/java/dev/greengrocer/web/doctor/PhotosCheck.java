package dev.greengrocer.web.doctor;

import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.s3.BucketPhotos;
import java.time.Clock;
import java.time.Duration;

/** Looks whether the bucket of photos can be used, where one is set, and at what waits for it. */
final class PhotosCheck implements Check {

  /** Photos are sent within seconds. */
  private static final Duration OLD = Duration.ofMinutes(10);

  private final Premises premises;
  private final Clock clock;

  PhotosCheck(Premises premises, Clock clock) {
    this.premises = premises;
    this.clock = clock;
  }

  @Override
  public String subject() {
    return "photos";
  }

  @Override
  public Finding look() {
    PhotoBucket bucket = premises.photos();
    if (bucket == null) {
      return Finding.ok(subject(), "they are kept in the data directory");
    }
    return judge(
        bucket,
        BucketPhotos.look(
            bucket.place().address(),
            bucket.place().access(),
            new DataDirectory(premises.dataDirectory()),
            bucket.mostBytes(),
            clock));
  }

  Finding judge(PhotoBucket bucket, BucketPhotos.State state) {
    String sentence = "%s: %s".formatted(bucket.place().address(), state.words());
    if (state.bytes() > state.mostBytes() / 10 * 9) {
      return Finding.error(
          subject(),
          sentence,
          "see in the server's log why they are not sent; photos are refused when the queue is"
              + " full: raise greengrocer.photos.queue until the bucket takes them");
    }
    return state.oldest().compareTo(OLD) > 0
        ? Finding.warning(
            subject(),
            sentence,
            "see in the server's log why they are not sent; a server sends them")
        : Finding.ok(subject(), sentence);
  }
}
