package dev.greengrocer;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file could not be read or written: a missing permission, a full disk, a failing device. */
public final class StorageException extends GreengrocerException {

  /**
   * @param message what was wrong, the value, the place, and what to do
   */
  public StorageException(String message) {
    super(message, null);
  }

  /**
   * @param message what was wrong, the value, the place, and what to do
   * @param cause the failure behind it, kept for the log
   */
  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The failure to read a file or folder, with the reason that the system gave. */
  public static StorageException reading(Path path, IOException cause) {
    return new StorageException(
        "%s: cannot be read (%s); check that it exists and its permissions"
            .formatted(path, reason(cause)),
        cause);
  }

  /** The failure to write a file or folder, with the reason that the system gave. */
  public static StorageException writing(Path path, IOException cause) {
    return new StorageException(
        "%s: cannot be written (%s); check its folder, its permissions and the free space"
            .formatted(path, reason(cause)),
        cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
