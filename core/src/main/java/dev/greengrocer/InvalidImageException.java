package dev.greengrocer;

/** Bytes that should be a photo are not one that can be decoded within the limits. */
public final class InvalidImageException extends GreengrocerException {

  /**
   * @param message what was wrong, the value, the place, and what to do
   */
  public InvalidImageException(String message) {
    super(message, null);
  }

  /**
   * @param message what was wrong, the value, the place, and what to do
   * @param cause the failure behind it, kept for the log
   */
  public InvalidImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
