package dev.greengrocer.ledger.move;

/** A value that the other database cannot hold, or that is not what its column holds. */
final class UnmovableValueException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * @param words what is wrong with it, as the end of a sentence
   */
  UnmovableValueException(String words) {
    super(words);
  }

  /** What is wrong with it. */
  String words() {
    return String.valueOf(getMessage());
  }
}
