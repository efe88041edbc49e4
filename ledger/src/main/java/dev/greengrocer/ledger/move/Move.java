package dev.greengrocer.ledger.move;

import java.util.List;

/**
 * A move that has ended.
 *
 * @param from the database that was read
 * @param to the database that was written
 * @param resumed whether an earlier run had begun it
 * @param tables what each table holds, on both sides
 */
public record Move(String from, String to, boolean resumed, List<MovedRows> tables) {

  public Move {
    tables = List.copyOf(tables);
  }
}
