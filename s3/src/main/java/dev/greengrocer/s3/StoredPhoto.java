package dev.greengrocer.s3;

import dev.greengrocer.StorageException;
import dev.greengrocer.image.ImageFormat;
import dev.greengrocer.ledger.photo.KeptPhoto;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Function;

/** A photo or thumbnail in a bucket. Immutable. */
final class StoredPhoto implements KeptPhoto {

  private final S3Objects objects;
  private final S3Objects.Found found;
  private final String address;
  private final ImageFormat format;
  private final Function<StorageException, RuntimeException> away;

  /**
   * @param address for messages
   * @param away what a failure of the bucket is told as
   */
  StoredPhoto(
      S3Objects objects,
      S3Objects.Found found,
      String address,
      ImageFormat format,
      Function<StorageException, RuntimeException> away) {
    this.objects = objects;
    this.found = found;
    this.address = address;
    this.format = format;
    this.away = away;
  }

  @Override
  public ImageFormat format() {
    return format;
  }

  @Override
  public InputStream open() throws IOException {
    try {
      return objects.stream(found.key());
    } catch (StorageException e) {
      throw away.apply(e);
    }
  }

  @Override
  public long size() {
    return found.size();
  }

  @Override
  public Instant keptAt() {
    return found.modified();
  }

  @Override
  public String toString() {
    return address;
  }
}
