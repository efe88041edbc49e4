package dev.greengrocer.spark;

import dev.greengrocer.StorageException;
import dev.greengrocer.image.ImageDecoder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/** Reads photos from wherever the cluster can. Thread-safe. */
final class PhotoReader {

  /** How often a photo is asked for that may be there. */
  static final int TRIES = 3;

  private final Configuration hadoop;
  private final long pauseMillis;

  PhotoReader(Configuration hadoop) {
    this(hadoop, 1000);
  }

  /**
   * @param pauseMillis before the second try; four times as long before the next
   */
  PhotoReader(Configuration hadoop, long pauseMillis) {
    this.hadoop = hadoop;
    this.pauseMillis = pauseMillis;
  }

  /**
   * All bytes of a photo.
   *
   * @throws StorageException if it cannot be read: at once if it is not there or may not be read,
   *     after {@link #TRIES} tries if anything else is in the way
   * @throws dev.greengrocer.InvalidImageException if it is too long, or a pipe or device
   */
  byte[] read(String photo) {
    Path path;
    try {
      path = new Path(photo);
    } catch (IllegalArgumentException e) {
      throw new StorageException(
          "%s: neither a path nor a URI (%s)".formatted(photo, e.getMessage()), e);
    }
    long pause = pauseMillis;
    for (int attempt = 1; ; attempt++) {
      try {
        return read(path);
      } catch (FileNotFoundException | AccessControlException | AccessDeniedException e) {
        throw unreadable(photo, "", e);
      } catch (IOException e) {
        if (attempt == TRIES) {
          throw unreadable(photo, " in %d tries".formatted(TRIES), e);
        }
        pause(photo, pause, e);
        pause *= 4;
      }
    }
  }

  private byte[] read(Path path) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    if (Locations.isLocal(files)) {
      // With the checks of a local file: a pipe, for example, is not waited for.
      return ImageDecoder.contents(java.nio.file.Path.of(path.toUri().getPath()));
    }
    try (InputStream stream = files.open(path)) {
      // One byte more than is allowed tells that there are too many.
      return stream.readNBytes(ImageDecoder.BYTE_LIMIT + 1);
    }
  }

  private static StorageException unreadable(String photo, String tries, IOException cause) {
    String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return new StorageException(
        "%s: cannot be read%s (%s: %s); check that it exists and its permissions"
            .formatted(photo, tries, cause.getClass().getSimpleName(), reason),
        cause);
  }

  private static void pause(String photo, long millis, IOException cause) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreadable(photo, " before the task was ended", cause);
    }
  }
}
