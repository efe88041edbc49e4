package dev.greengrocer.ledger.move;

/** Receives how far a move is, some times a second. */
public interface MoveProgress {

  /**
   * Some rows more.
   *
   * @param step what is done to which table, such as {@code copy predictions}
   */
  void reached(String step, long done, long total);
}
