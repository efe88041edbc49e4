package dev.greengrocer.ledger.move;

/** A row that the other database cannot hold. */
final class UnmovableRowException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * @param words which row, and why
   */
  UnmovableRowException(String words, Throwable cause) {
    super(words, cause);
  }

  /** Which row, and why. */
  String words() {
    return String.valueOf(getMessage());
  }
}
