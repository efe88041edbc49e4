package dev.greengrocer;

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
}
