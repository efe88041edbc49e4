package dev.greengrocer.ledger.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An SQLite file that is written once, row by row, for other programs to read. It is one
 * transaction, so that a file that was not finished holds no table. The same rows in the same order
 * give the same bytes with the same version of SQLite. Not thread-safe.
 *
 * <pre>{@code
 * try (NewSqliteFile file = NewSqliteFile.create(path)) {
 *   file.execute("CREATE TABLE fruit (name TEXT NOT NULL, grams INTEGER)");
 *   file.insert("fruit", "lemon", 120L);
 *   file.finish(List.of("CREATE INDEX fruit_name ON fruit (name)"));
 * }
 * }</pre>
 */
public final class NewSqliteFile implements AutoCloseable {

  private static final int ROWS_AT_ONCE = 500;

  private final Connection connection;
  private final Map<String, Rows> tables = new LinkedHashMap<>();

  private NewSqliteFile(Connection connection) {
    this.connection = connection;
  }

  /**
   * Creates one, which the caller closes.
   *
   * @param path where there is no file yet
   * @throws dev.greengrocer.StorageException if it cannot be written
   */
  public static NewSqliteFile create(Path path) {
    try {
      Connection connection = Databases.filling(path).getConnection();
      connection.setAutoCommit(false);
      return new NewSqliteFile(connection);
    } catch (SQLException e) {
      throw DatabaseFailures.storage(path.toString(), e);
    }
  }

  /**
   * Runs a statement that makes a table or an index.
   *
   * @throws IOException if it fails
   */
  public void execute(String sql) throws IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Adds a row.
   *
   * @param table its name, without quotation marks
   * @param values of all columns: Long, Double, String or null
   * @throws IOException if it cannot be written
   */
  public void insert(String table, @Nullable Object... values) throws IOException {
    try {
      Rows rows = tables.get(table);
      if (rows == null) {
        String marks = String.join(", ", Collections.nCopies(values.length, "?"));
        rows =
            new Rows(
                connection.prepareStatement(
                    "INSERT INTO \"%s\" VALUES (%s)".formatted(table, marks)));
        tables.put(table, rows);
      }
      rows.add(values);
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Writes what is left and ends the transaction.
   *
   * @param last statements that make indexes, which are faster made when all rows are there
   * @throws IOException if it cannot be written
   */
  public void finish(List<String> last) throws IOException {
    try {
      for (Rows rows : tables.values()) {
        rows.flush();
      }
      for (String sql : last) {
        execute(sql);
      }
      connection.commit();
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Closes the file; what was not finished is lost. */
  @Override
  public void close() throws IOException {
    try (connection) { // closing it twice does nothing
      if (!connection.isClosed()) {
        for (Rows rows : tables.values()) {
          rows.statement.close();
        }
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Rows of a table that go to SQLite together. */
  private static final class Rows {

    private final PreparedStatement statement;
    private int waiting;

    Rows(PreparedStatement statement) {
      this.statement = statement;
    }

    void add(@Nullable Object[] values) throws SQLException {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.addBatch();
      waiting++;
      if (waiting == ROWS_AT_ONCE) {
        flush();
      }
    }

    void flush() throws SQLException {
      if (waiting > 0) {
        statement.executeBatch();
        waiting = 0;
      }
    }
  }
}
