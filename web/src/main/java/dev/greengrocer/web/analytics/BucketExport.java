package dev.greengrocer.web.analytics;

import dev.greengrocer.StorageException;
import dev.greengrocer.analytics.ExportSummary;
import dev.greengrocer.files.TemporaryFolder;
import dev.greengrocer.s3.PublishedFolder;
import dev.greengrocer.s3.S3Access;
import dev.greengrocer.s3.S3Address;
import java.io.IOException;
import java.nio.file.Path;

/**
 * An analytics export that goes to a bucket. It is written into a folder for temporary files, as
 * nothing in a bucket can be written piece by piece, and published from there.
 *
 * <pre>{@code
 * try (BucketExport bucket = BucketExport.open(address, access)) {
 *   ExportSummary written = AnalyticsExport.write(books, calendar, fiscal, bucket.folder(), format, progress);
 *   bucket.publish(written);
 * }
 * }</pre>
 */
public final class BucketExport implements AutoCloseable {

  private final PublishedFolder bucket;
  private final TemporaryFolder scratch;

  private BucketExport(PublishedFolder bucket, TemporaryFolder scratch) {
    this.bucket = bucket;
    this.scratch = scratch;
  }

  /**
   * Opens the place in the bucket.
   *
   * @throws StorageException if the bucket cannot be used, or there is no room for temporary files
   */
  public static BucketExport open(S3Address address, S3Access access) {
    PublishedFolder bucket = PublishedFolder.open(address, access);
    try {
      return new BucketExport(bucket, TemporaryFolder.open("analytics"));
    } catch (IOException e) {
      bucket.close();
      throw StorageException.writing(Path.of(System.getProperty("java.io.tmpdir")), e);
    }
  }

  /** Where the export is to be written. */
  public Path folder() {
    return scratch.path().resolve("export");
  }

  /**
   * Sends what was written.
   *
   * @param written what is in the folder
   * @throws StorageException if the bucket cannot be used; then it holds what it held before
   */
  public Sent publish(ExportSummary written) {
    PublishedFolder.Published published = bucket.publish(folder());
    return new Sent(published.address(), written.withChanged(published.sent()));
  }

  @Override
  public void close() {
    try (bucket) {
      scratch.close();
    }
  }

  /**
   * An export that is in a bucket.
   *
   * @param address where it is
   * @param summary what it holds; the files that changed are those that were sent
   */
  public record Sent(String address, ExportSummary summary) {}
}
