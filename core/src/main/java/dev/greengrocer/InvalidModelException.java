package dev.greengrocer;

/** A model bundle is incomplete, altered, or made for something else. */
public final class InvalidModelException extends GreengrocerException {

  /**
   * @param message what was wrong, the value, the place, and what to do
   */
  public InvalidModelException(String message) {
    super(message, null);
  }

  /**
   * @param message what was wrong, the value, the place, and what to do
   * @param cause the failure behind it, kept for the log
   */
  public InvalidModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
