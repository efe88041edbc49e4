package dev.greengrocer;

/** A photo collection or a prepared data set cannot be used as it is. */
public final class InvalidDatasetException extends GreengrocerException {

  /**
   * @param message what was wrong, the value, the place, and what to do
   */
  public InvalidDatasetException(String message) {
    super(message, null);
  }

  /**
   * @param message what was wrong, the value, the place, and what to do
   * @param cause the failure behind it, kept for the log
   */
  public InvalidDatasetException(String message, Throwable cause) {
    super(message, cause);
  }
}
