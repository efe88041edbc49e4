package dev.greengrocer.ledger.move;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.ledger.database.DatabaseVersion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a PostgreSQL database says of a move into it that has not ended: from where, how many rows
 * of each table have come, and the indexes and references that are made again when all are there.
 * No server opens a database that has these tables. Not thread-safe.
 */
final class UnfinishedMove {

  /** The first of its tables; the names of the others begin with it. */
  static final String TABLE = DatabaseVersion.UNFINISHED_MOVE;

  private static final String ROWS = TABLE + "_rows";
  private static final String DEFINITIONS = TABLE + "_definitions";

  /** How references and indexes are made, each after what it needs; and how they are removed. */
  private static final String PRESENT =
      """
      SELECT 1 AS kind, 'ALTER TABLE ' || conrelid::regclass || ' ADD CONSTRAINT '
          || quote_ident(conname) || ' ' || pg_get_constraintdef(oid) AS makes,
        'ALTER TABLE ' || conrelid::regclass || ' DROP CONSTRAINT ' || quote_ident(conname)
          AS removes
      FROM pg_constraint
      WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
      UNION ALL
      SELECT 0, pg_get_indexdef(i.indexrelid), 'DROP INDEX ' || i.indexrelid::regclass
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        JOIN pg_class t ON t.oid = i.indrelid
      WHERE c.relnamespace = current_schema()::regnamespace
        AND t.relname <> 'flyway_schema_history' AND t.relname NOT LIKE 'unfinished_move%'
        AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)
      """;

  private final Connection connection;
  private final PostgresBooks books;
  private final String name;

  UnfinishedMove(Connection connection, PostgresBooks books, String name) {
    this.connection = connection;
    this.books = books;
    this.name = name;
  }

  /** Whether one has begun. */
  boolean exists() throws SQLException {
    return books.tableNames().contains(TABLE);
  }

  /**
   * Begins in a database whose tables are empty but for what the migrations wrote.
   *
   * @param source the database that is read
   * @param version the version of its tables
   */
  void begin(String source, String version, List<MovedTable> tables) throws SQLException {
    books.inTransaction(
        () -> {
          books.execute("CREATE TABLE %s (source TEXT, version TEXT)".formatted(TABLE));
          books.execute(
              "CREATE TABLE %s (name TEXT PRIMARY KEY, copied BIGINT NOT NULL)".formatted(ROWS));
          books.execute(
              "CREATE TABLE %s (kind INTEGER NOT NULL, makes TEXT NOT NULL)"
                  .formatted(DEFINITIONS));
          try (PreparedStatement insert =
              connection.prepareStatement("INSERT INTO %s VALUES (?, ?)".formatted(TABLE))) {
            insert.setString(1, source);
            insert.setString(2, version);
            insert.executeUpdate();
          }
          try (PreparedStatement insert =
              connection.prepareStatement("INSERT INTO %s VALUES (?, 0)".formatted(ROWS))) {
            for (MovedTable table : tables) {
              insert.setString(1, table.name());
              insert.executeUpdate();
            }
          }
          empty(tables);
        });
  }

  /**
   * Refuses to go on with the move of another database or program.
   *
   * @throws InvalidConfigurationException if it is another's
   */
  void requireOf(String source, String version) throws SQLException {
    String begunBy = books.texts("SELECT source FROM " + TABLE).get(0);
    if (!begunBy.equals(source)) {
      throw new InvalidConfigurationException(
          "%s: holds an unfinished move from %s; finish that first, or give an empty database"
              .formatted(name, begunBy));
    }
    if (!books.texts("SELECT version FROM " + TABLE).get(0).equals(version)) {
      throw new InvalidConfigurationException(
          "%s: holds a move that another version of greengrocer began; finish it with that, or give an empty database"
              .formatted(name));
    }
  }

  /** Removes indexes and references that are there, remembering how they are made again. */
  void setDefinitionsAside() throws SQLException {
    books.inTransaction(
        () -> {
          List<String> removals =
              books.texts("SELECT removes FROM (%s) p ORDER BY kind DESC".formatted(PRESENT));
          books.execute(
              "INSERT INTO %s (kind, makes) SELECT kind, makes FROM (%s) p"
                  .formatted(DEFINITIONS, PRESENT));
          for (String removal : removals) {
            books.execute(removal);
          }
        });
  }

  /** The indexes and references that are not there yet, in the order in which they are made. */
  List<String> definitions() throws SQLException {
    return books.texts("SELECT makes FROM %s ORDER BY kind, makes".formatted(DEFINITIONS));
  }

  /** Makes an index or a reference again. */
  void define(String definition) throws SQLException {
    books.inTransaction(
        () -> {
          books.execute(definition);
          try (PreparedStatement delete =
              connection.prepareStatement(
                  "DELETE FROM %s WHERE makes = ?".formatted(DEFINITIONS))) {
            delete.setString(1, definition);
            delete.executeUpdate();
          }
        });
  }

  /** How many rows of a table have been copied, in the order of their reading. */
  long copied(MovedTable table) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT copied FROM %s WHERE name = ?".formatted(ROWS))) {
      select.setString(1, table.name());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Says that so many rows are there, in the transaction that brings the last of them. */
  void setCopied(MovedTable table, long rows) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE %s SET copied = ? WHERE name = ?".formatted(ROWS))) {
      update.setLong(1, rows);
      update.setString(2, table.name());
      update.executeUpdate();
    }
  }

  /** Takes back all rows of some tables, which are to be copied anew. */
  void empty(List<MovedTable> tables) throws SQLException {
    books.execute(
        "TRUNCATE "
            + tables.stream().map(MovedTable::quotedName).collect(Collectors.joining(", ")));
    for (MovedTable table : tables) {
      setCopied(table, 0);
    }
  }

  /** Ends: from now on the database is like any other. */
  void end() throws SQLException {
    books.execute("SET synchronous_commit = on"); // this commit brings all others to the disk
    books.inTransaction(
        () -> books.execute("DROP TABLE %s, %s, %s".formatted(TABLE, ROWS, DEFINITIONS)));
  }
}
