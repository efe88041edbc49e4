package dev.greengrocer.ledger.database;

/**
 * A row that cannot be read: an older version, another program or a damaged disk wrote it. It
 * counts for nothing and hides no other row.
 *
 * @param table the table that it is in
 * @param id what finds it there; the parts of a key of several columns with a slash between them
 * @param fault the column, its value and what it must be, such as {@code payment 'cheque': must be
 *     cash or card}
 */
public record UnreadableRow(String table, String id, String fault) {

  /** All of it in one line. */
  public String words() {
    return "%s %s cannot be read: %s".formatted(table, id, fault);
  }
}
