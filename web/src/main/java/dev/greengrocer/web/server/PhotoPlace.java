package dev.greengrocer.web.server;

import dev.greengrocer.StorageException;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.photo.PhotoFolder;
import dev.greengrocer.ledger.photo.PhotoStore;
import dev.greengrocer.ledger.photo.SharedPhotos;
import dev.greengrocer.s3.BucketPhotos;
import dev.greengrocer.s3.S3Access;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where the photos are that a database refers to: a folder, or a bucket that is closed in time. */
public final class PhotoPlace implements AutoCloseable {

  private final PhotoStore store;
  private final @Nullable BucketPhotos bucket;

  private PhotoPlace(PhotoStore store, @Nullable BucketPhotos bucket) {
    this.store = store;
    this.bucket = bucket;
  }

  /**
   * Opens the place that is set.
   *
   * @throws StorageException if no region of the bucket is known
   */
  public static PhotoPlace open(
      PhotoPlaceSettings settings,
      S3Access access,
      DataDirectory directory,
      JdbcClient database,
      Clock clock) {
    return settings
        .address()
        .map(
            address ->
                BucketPhotos.open(
                    address,
                    access,
                    directory,
                    SharedPhotos.in(database, clock),
                    settings.queue().toBytes(),
                    clock))
        .map(bucket -> new PhotoPlace(bucket, bucket))
        .orElseGet(() -> new PhotoPlace(new PhotoFolder(directory.photos()), null));
  }

  /** The store. */
  public PhotoStore store() {
    return store;
  }

  /** The bucket; empty when photos are in a folder. */
  public Optional<BucketPhotos> bucket() {
    return Optional.ofNullable(bucket);
  }

  /** Erases in the bucket what a command has erased; what cannot be now is left to a server. */
  public void eraseInBucket(PrintWriter told) {
    if (bucket == null) {
      return;
    }
    try {
      bucket.eraseWaiting();
    } catch (StorageException e) {
      told.printf(
          "%d erased photos may still be in the bucket; a server erases them there when it can be"
              + " used (%s)%n",
          bucket.erasuresWaiting(), e.getMessage());
    }
  }

  @Override
  public void close() {
    if (bucket != null) {
      bucket.close();
    }
  }
}
