package dev.greengrocer.ledger.database;

import dev.greengrocer.StorageException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The books as they are at one moment, read row by row: however many rows there are, a few are in
 * memory. Those who write neither wait for it nor are seen by it. While it is open, SQLite's
 * write-ahead log grows; close it as soon as all is read. Not thread-safe.
 *
 * <pre>{@code
 * try (ReadSnapshot books = ReadSnapshot.of(database, "greengrocer.sqlite")) {
 *   books.forEach("SELECT total FROM sales WHERE sold_on = ?", List.of("2026-11-24"),
 *       row -> row.whole("total"), this::add);
 * }
 * }</pre>
 */
public final class ReadSnapshot implements AutoCloseable {

  private static final int ROWS_AT_ONCE = 1_000;

  private final Connection connection;
  private final boolean sqlite;
  private final String name;

  private ReadSnapshot(Connection connection, boolean sqlite, String name) {
    this.connection = connection;
    this.sqlite = sqlite;
    this.name = name;
  }

  /**
   * Begins to read.
   *
   * @param database SQLite as {@link Databases} opens it, or PostgreSQL
   * @param name how messages call it
   * @throws StorageException if it cannot be read
   */
  public static ReadSnapshot of(DataSource database, String name) {
    try {
      Connection connection = database.getConnection();
      try {
        boolean sqlite = Databases.isSqlite(connection);
        if (sqlite) {
          // Not by the flag of auto-commit, which would keep others from writing.
          execute(connection, "BEGIN DEFERRED");
        } else {
          connection.setReadOnly(true);
          connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
          connection.setAutoCommit(false);
        }
        return new ReadSnapshot(connection, sqlite, name);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw DatabaseFailures.storage(name, e);
    }
  }

  /**
   * Reads what a statement finds.
   *
   * @param parameters texts and whole numbers for its question marks
   * @param reader makes a value of a row; a row that it cannot read is left out
   * @param consumer gets the values in the order of the statement
   * @return how many rows were left out
   * @throws StorageException if the database fails
   */
  public <T> long forEach(
      String sql, List<?> parameters, Function<SnapshotRow, T> reader, Consumer<T> consumer) {
    long leftOut = 0;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(ROWS_AT_ONCE);
      for (int i = 0; i < parameters.size(); i++) {
        statement.setObject(i + 1, parameters.get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        SnapshotRow row = new SnapshotRow(rows, name);
        while (rows.next()) {
          T value;
          try {
            value = reader.apply(row);
          } catch (UnreadableValueException | DateTimeException e) {
            leftOut++; // 'db check' names it
            continue;
          }
          consumer.accept(value);
        }
      }
      return leftOut;
    } catch (SQLException e) {
      throw DatabaseFailures.storage(name, e);
    }
  }

  @Override
  public void close() {
    try (connection) {
      if (sqlite) {
        execute(connection, "ROLLBACK");
      } else {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw DatabaseFailures.storage(name, e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
