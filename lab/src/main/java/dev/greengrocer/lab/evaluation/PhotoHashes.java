package dev.greengrocer.lab.evaluation;

import dev.greengrocer.InvalidImageException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.RegularFile;
import dev.greengrocer.files.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;

/** SHA-256 of photos, as 64 lower-case hexadecimal digits. */
final class PhotoHashes {

  private PhotoHashes() {}

  /**
   * The hash of a file's bytes.
   *
   * @throws InvalidImageException if it is no regular file
   * @throws StorageException if it cannot be read
   */
  static String of(Path file) {
    try {
      RegularFile.size(file); // Refuses what would never end.
      return Sha256.ofFile(file);
    } catch (RegularFile.NotRegularException e) {
      throw new InvalidImageException(file + ": a pipe, socket or device, not a photo", e);
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    }
  }

  /** One hash over path, class and bytes of every photo, whatever the folder's own place. */
  static String ofAll(List<LabelledPhoto> photos) {
    MessageDigest digest = Sha256.digest();
    for (LabelledPhoto photo : photos) {
      // The unit separator cannot be in a file's name.
      String line = String.join("\u001f", photo.path(), photo.label(), of(photo.file())) + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return Sha256.of(digest);
  }
}
