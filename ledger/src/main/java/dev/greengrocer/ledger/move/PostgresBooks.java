package dev.greengrocer.ledger.move;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.ledger.move.MovedTable.Column;
import dev.greengrocer.ledger.move.MovedTable.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.BaseConnection;

/** The tables of a PostgreSQL database and their rows, on one connection. Not thread-safe. */
final class PostgresBooks {

  /** Of the lock that a move holds: two moves never work on one database. */
  private static final long LOCK = 0x6772_6f63_6572L;

  private static final int LOCK_ATTEMPTS = 20;
  private static final long LOCK_PAUSE_MILLISECONDS = 500;
  private static final int CLOSING_ATTEMPTS = 6;
  private static final int ENDS_ORPHANS_SINCE = 14;

  private final Connection connection;
  private final String name;

  /**
   * @param name how messages call it
   */
  PostgresBooks(Connection connection, String name) {
    this.connection = connection;
    this.name = name;
  }

  /**
   * Takes the database for this move, until the connection ends. It waits for what a killed move
   * left behind: PostgreSQL needs a moment to find that its client is gone.
   *
   * @throws InvalidConfigurationException if another move works on it, or a server
   */
  void take() throws SQLException {
    try (Statement sql = connection.createStatement()) {
      if (connection.getMetaData().getDatabaseMajorVersion() >= ENDS_ORPHANS_SINCE) {
        sql.execute("SET client_connection_check_interval = '1s'");
      }
      for (int attempt = 0; !locked(sql); attempt++) {
        if (attempt == LOCK_ATTEMPTS) {
          throw new InvalidConfigurationException(
              "%s: another 'db migrate' works on it; wait until it has ended".formatted(name));
        }
        Thread.sleep(LOCK_PAUSE_MILLISECONDS);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    requireNobodyElse();
  }

  private static boolean locked(Statement sql) throws SQLException {
    try (ResultSet lock = sql.executeQuery("SELECT pg_try_advisory_lock(%d)".formatted(LOCK))) {
      return lock.next() && lock.getBoolean(1);
    }
  }

  /**
   * Refuses a database on which a server runs, or anything else that could change it. A connection
   * that has just been closed is there for a moment longer.
   *
   * @throws InvalidConfigurationException naming who is connected
   */
  void requireNobodyElse() throws SQLException {
    try (Statement sql = connection.createStatement()) {
      String others = others(sql);
      for (int attempt = 0; !others.isEmpty() && attempt < CLOSING_ATTEMPTS; attempt++) {
        Thread.sleep(LOCK_PAUSE_MILLISECONDS);
        others = others(sql);
      }
      if (!others.isEmpty()) {
        throw new InvalidConfigurationException(
            "%s: %s; stop the servers and programs on it first".formatted(name, others));
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private StorageException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new StorageException("%s: the wait for it was interrupted".formatted(name), e);
  }

  /** Who is connected, too; empty when no one is. */
  private static String others(Statement sql) throws SQLException {
    sql.execute("SELECT pg_stat_clear_snapshot()"); // in a transaction they stay as first seen
    try (ResultSet other =
        sql.executeQuery(
            """
            SELECT COUNT(*), MIN(usename) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
              AND usesysid IS NOT NULL
            """)) {
      return other.next() && other.getInt(1) > 0
          ? "%d other connections are open to it (of user '%s')"
              .formatted(other.getInt(1), other.getString(2))
          : "";
    }
  }

  /** The names of everything that is a table here. */
  Set<String> tableNames() throws SQLException {
    Set<String> names = new HashSet<>();
    try (Statement sql = connection.createStatement();
        ResultSet found =
            sql.executeQuery(
                "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")) {
      while (found.next()) {
        names.add(found.getString(1));
      }
    }
    return names;
  }

  /**
   * Refuses a database whose tables are others than those of SQLite.
   *
   * @throws StorageException naming the first difference
   */
  void requireAlike(List<MovedTable> tables) throws SQLException {
    TreeMap<String, Set<Column>> here = new TreeMap<>();
    try (Statement sql = connection.createStatement();
        ResultSet found =
            sql.executeQuery(
                """
                SELECT c.table_name, c.column_name, upper(c.data_type) AS data_type
                FROM information_schema.columns c JOIN information_schema.tables t
                  ON t.table_schema = c.table_schema AND t.table_name = c.table_name
                WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
                  AND c.is_generated = 'NEVER' AND c.table_name <> 'flyway_schema_history'
                """)) {
      while (found.next()) {
        String table = found.getString(1);
        if (!table.startsWith(UnfinishedMove.TABLE) && !MovedTable.MADE_ANEW.contains(table)) {
          String column = found.getString(2);
          String type = found.getString(3).replace("CHARACTER VARYING", "VARCHAR");
          here.computeIfAbsent(table, none -> new HashSet<>())
              .add(new Column(column, Kind.of(type, table + "." + column)));
        }
      }
    }
    for (MovedTable table : tables) {
      Set<Column> columns = here.remove(table.name());
      if (!Set.copyOf(table.columns()).equals(columns)) {
        throw differs(table.name());
      }
    }
    if (!here.isEmpty()) {
      throw differs(here.firstKey());
    }
  }

  private StorageException differs(String table) {
    return new StorageException(
        "%s: its table '%s' is not that of this version of greengrocer; give a database that it made"
            .formatted(name, table));
  }

  long count(MovedTable table) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet count = sql.executeQuery("SELECT COUNT(*) FROM " + table.quotedName())) {
      count.next();
      return count.getLong(1);
    }
  }

  /** The first of the tables in which something is stored; empty text when there is none. */
  String firstWithRows(List<MovedTable> tables) throws SQLException {
    for (MovedTable table : tables) {
      try (Statement sql = connection.createStatement();
          ResultSet row =
              sql.executeQuery("SELECT 1 FROM %s LIMIT 1".formatted(table.quotedName()))) {
        if (row.next()) {
          return table.name();
        }
      }
    }
    return "";
  }

  /** Reads all rows of a table, in any order, as lines and as the values of these lines. */
  void forEach(MovedTable table, FieldReader reader) throws SQLException {
    CopyLine line = new CopyLine();
    CopyFields fields = new CopyFields();
    CopyOut rows =
        copies()
            .copyOut(
                "COPY (SELECT %s FROM %s) TO STDOUT"
                    .formatted(table.columnList(), table.quotedName()));
    try {
      for (byte[] row = rows.readFromCopy(); row != null; row = rows.readFromCopy()) {
        canonical(table, row, fields, line);
        fields.begin(row);
        reader.row(line, fields);
      }
    } finally {
      if (rows.isActive()) {
        rows.cancelCopy();
      }
    }
  }

  /** Writes numbers as the other side does; everything else is alike. */
  private static void canonical(MovedTable table, byte[] row, CopyFields fields, CopyLine line) {
    line.clear();
    if (!table.hasNumbers()) {
      line.raw(row, 0, row.length - 1);
      return;
    }
    fields.begin(row);
    for (Column column : table.columns()) {
      fields.next();
      if (column.kind() == Kind.NUMBER && !fields.isNothing()) {
        line.number(fields.number());
      } else {
        fields.copyTo(line);
      }
    }
  }

  /** Gets the rows of a table. */
  interface FieldReader {

    /**
     * A row; both are another row's after the call.
     *
     * @param fields before its first value
     */
    void row(CopyLine line, CopyFields fields) throws SQLException;
  }

  CopyManager copies() throws SQLException {
    return new CopyManager(connection.unwrap(BaseConnection.class));
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Texts that a statement finds, each in one column. */
  List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  /** Runs what is done as a whole or not at all. */
  void inTransaction(Work work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      work.run();
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      try {
        connection.rollback();
      } catch (SQLException lost) {
        e.addSuppressed(lost);
      }
      throw e;
    } finally {
      if (!connection.isClosed()) {
        connection.setAutoCommit(true);
      }
    }
  }

  /** What a transaction does. */
  interface Work {
    void run() throws SQLException;
  }
}
