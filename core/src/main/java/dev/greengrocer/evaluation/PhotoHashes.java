package dev.greengrocer.evaluation;

import dev.greengrocer.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of photos, as 64 lower-case hexadecimal digits. */
final class PhotoHashes {

  private PhotoHashes() {}

  /** The hash of a file's bytes. */
  static String of(Path file) {
    try {
      return HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    }
  }

  /** One hash over path, class and bytes of every photo, whatever the folder's own place. */
  static String ofAll(List<LabelledPhoto> photos) {
    MessageDigest digest = sha256();
    for (LabelledPhoto photo : photos) {
      // The unit separator cannot stand in a file's name.
      String line = String.join("\u001f", photo.path(), photo.label(), of(photo.file())) + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
