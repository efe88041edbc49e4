package dev.greengrocer;

/** Training met a loss that is not a finite number. */
public final class TrainingDivergedException extends GreengrocerException {

  /**
   * @param message what was wrong, the value, the place, and what to do
   */
  public TrainingDivergedException(String message) {
    super(message, null);
  }

  /**
   * @param message what was wrong, the value, the place, and what to do
   * @param cause the failure behind it, kept for the log
   */
  public TrainingDivergedException(String message, Throwable cause) {
    super(message, cause);
  }
}
