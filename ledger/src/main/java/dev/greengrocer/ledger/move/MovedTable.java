package dev.greengrocer.ledger.move;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table of the books, which both databases have alike.
 *
 * @param columns in the order in which they travel; those that a database computes are left out
 * @param key the names of the columns of its primary key; empty for a table of one row
 * @param order the order in which SQLite reads its rows: the same each time
 */
record MovedTable(String name, List<Column> columns, List<String> key, String order) {

  /** Tables of what servers on one database tell each other, which is not of the books. */
  static final Set<String> MADE_ANEW =
      Set.of("servers", "shared_models", "sessions", "job_turns", "rate_limits", "photo_queues");

  MovedTable {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  /** A column and what it holds. */
  record Column(String name, Kind kind) {}

  /** What a column holds, whichever the words by which it was declared. */
  enum Kind {
    TEXT,
    WHOLE,
    NUMBER,
    FLAG;

    /**
     * The kind of a declared type.
     *
     * @param where the column, for the message
     * @throws IllegalStateException if no migration has used it so far
     */
    static Kind of(String type, String where) {
      if (type.startsWith("VARCHAR") || type.equals("TEXT")) {
        return TEXT;
      }
      return switch (type) {
        case "BIGINT", "INTEGER" -> WHOLE;
        case "DOUBLE PRECISION" -> NUMBER;
        case "BOOLEAN" -> FLAG;
        default ->
            throw new IllegalStateException(
                "%s: is a %s, which the move does not know".formatted(where, type));
      };
    }
  }

  /** Its columns, separated by commas. */
  String columnList() {
    return columns.stream().map(column -> quoted(column.name)).collect(Collectors.joining(", "));
  }

  /** Its name, for SQL. */
  String quotedName() {
    return quoted(name);
  }

  /** Whether a number with decimals is among its columns, which each side writes differently. */
  boolean hasNumbers() {
    return columns.stream().anyMatch(column -> column.kind == Kind.NUMBER);
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
