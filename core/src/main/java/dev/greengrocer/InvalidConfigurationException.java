package dev.greengrocer;

/** A command, option or configuration file asks for something that cannot be done. */
public final class InvalidConfigurationException extends GreengrocerException {

  /**
   * @param message what was wrong, the value, the place, and what to do
   */
  public InvalidConfigurationException(String message) {
    super(message, null);
  }

  /**
   * @param message what was wrong, the value, the place, and what to do
   * @param cause the failure behind it, kept for the log
   */
  public InvalidConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
