package dev.greengrocer.ledger.move;

import java.sql.SQLException;

/** Gets the rows of a table, one at a time; the line is another row's after the call. */
interface RowReader {

  void row(CopyLine line) throws SQLException;
}
