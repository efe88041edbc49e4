package dev.greengrocer.ledger.move;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.DataDirectoryLock;
import dev.greengrocer.ledger.database.DatabaseFailures;
import dev.greengrocer.ledger.database.DatabaseFile;
import dev.greengrocer.ledger.database.DatabaseVersion;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.Migrations;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Moves the books from SQLite into an empty PostgreSQL database. The source is read as it is at one
 * moment and stays as it is. Rows come in parts of {@value #PART}, each committed with the count of
 * what has come; a run after a killed one reads all rows and sends those that are missing. In the
 * end both sides are compared, and only then a server may open the target.
 */
public final class MoveToPostgres {

  private static final int PART = 50_000;
  private static final int STEP = 5_000;

  /** Tables into which servers write from their first start on, and migrations never. */
  private static final Set<String> SERVED =
      Set.of("users", "api_keys", "audit_log", "predictions", "sales", "prices", "baskets");

  /** Where PostgreSQL says which line of a COPY it refused. */
  private static final Pattern LINE = Pattern.compile("COPY [^,]+, line (\\d+)");

  private final SqliteBooks source;
  private final String sourceName;
  private final Connection connection;
  private final PostgresBooks target;
  private final String targetName;
  private final UnfinishedMove unfinished;
  private final MoveProgress progress;

  private MoveToPostgres(
      SqliteBooks source,
      String sourceName,
      Connection connection,
      String targetName,
      MoveProgress progress) {
    this.source = source;
    this.sourceName = sourceName;
    this.connection = connection;
    this.target = new PostgresBooks(connection, targetName);
    this.targetName = targetName;
    this.unfinished = new UnfinishedMove(connection, target, targetName);
    this.progress = progress;
  }

  /**
   * Moves the books, or goes on with a move that was interrupted.
   *
   * @param from the data directory; its photos stay there
   * @param url address of the PostgreSQL database, as JDBC has it
   * @throws InvalidConfigurationException if a server runs on either, or the target is not empty
   * @throws StorageException if a row cannot be moved, which it names: then none is in the target;
   *     or if a database fails: then the same command goes on
   */
  @SuppressWarnings("try") // held, not used
  public static Move run(DataDirectory from, String url, MoveProgress progress) {
    String sourceName = from.database().toString();
    String targetName = Databases.name(url, from);
    if (!Files.exists(from.database())) {
      throw new StorageException(
          "%s: holds no database; give the --data-dir of the server".formatted(from.path()));
    }
    try (DataDirectoryLock held = DataDirectoryLock.take(from)) {
      DatabaseFile.check(from.database());
      DataSource target = Databases.postgresql(url);
      try (HikariDataSource source = Databases.openFile(from.database())) {
        new DatabaseVersion(source, sourceName).requireCurrent();
        try (Connection read = source.getConnection()) {
          beginReading(read);
          return write(new SqliteBooks(read, sourceName), sourceName, target, targetName, progress);
        }
      } catch (SQLException e) {
        throw DatabaseFailures.storage(sourceName, e);
      }
    }
  }

  /** From here on the connection sees the books as they are now. */
  private static void beginReading(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute("BEGIN DEFERRED");
    }
  }

  private static Move write(
      SqliteBooks source,
      String sourceName,
      DataSource target,
      String targetName,
      MoveProgress progress) {
    try (Connection connection = target.getConnection()) {
      return new MoveToPostgres(source, sourceName, connection, targetName, progress).run(target);
    } catch (SQLException | FlywayException e) {
      throw DatabaseFailures.storage(targetName, e);
    }
  }

  private Move run(DataSource database) throws SQLException {
    List<MovedTable> tables = source.tables();
    target.take();
    boolean resumed = unfinished.exists();
    if (resumed) {
      unfinished.requireOf(sourceName, source.version());
    } else {
      prepare(database, tables);
    }
    target.requireAlike(tables);
    target.execute("SET synchronous_commit = off"); // the last commit waits for the disk
    unfinished.setDefinitionsAside();
    try {
      Map<MovedTable, MovedRows> sums = copy(tables);
      for (MovedTable table : tables) {
        verify(table, sums);
      }
      define();
      target.execute("ANALYZE");
      unfinished.end();
      return new Move(sourceName, targetName, resumed, List.copyOf(sums.values()));
    } catch (UnmovableRowException e) {
      unfinished.setDefinitionsAside();
      target.inTransaction(() -> unfinished.empty(tables));
      throw new StorageException(
          "%s; set the value right, as a backup or the paper has it, and run the command again: nothing has been moved"
              .formatted(e.words()),
          e);
    }
  }

  /** Makes the tables in an empty database. */
  private void prepare(DataSource database, List<MovedTable> tables) throws SQLException {
    new DatabaseVersion(database, targetName).requireNotNewer();
    Migrations.of(database).load().migrate();
    String filled =
        target.firstWithRows(
            tables.stream().filter(table -> SERVED.contains(table.name())).toList());
    if (!filled.isEmpty()) {
      throw new InvalidConfigurationException(
          "%s: its table '%s' holds rows; give an empty database".formatted(targetName, filled));
    }
    unfinished.begin(sourceName, source.version(), tables);
  }

  private Map<MovedTable, MovedRows> copy(List<MovedTable> tables) throws SQLException {
    Map<MovedTable, MovedRows> sums = new LinkedHashMap<>();
    for (MovedTable table : tables) {
      sums.put(table, copy(table));
    }
    return sums;
  }

  /** Reads a table, sends the rows that are not there yet, and says what was read. */
  private MovedRows copy(MovedTable table) throws SQLException {
    long all = source.count(table);
    TableSum sum = new TableSum();
    try (Part part = new Part(table, unfinished.copied(table))) {
      source.forEach(
          table,
          line -> {
            sum.add(line);
            part.add(line, sum.rows());
            if (sum.rows() % STEP == 0) {
              progress.reached("copy " + table.name(), sum.rows(), all);
            }
          });
      part.commit();
    }
    progress.reached("copy " + table.name(), all, all);
    return sum.of(table);
  }

  /** Compares a table; one that was copied before its source changed is copied anew. */
  private void verify(MovedTable table, Map<MovedTable, MovedRows> sums) throws SQLException {
    MovedRows there = read(table);
    if (!there.equals(sums.get(table))) {
      target.inTransaction(() -> unfinished.empty(List.of(table)));
      sums.put(table, copy(table));
      there = read(table);
    }
    if (!there.equals(sums.get(table))) {
      throw new StorageException(
          "%s: table %s holds other rows than were sent; see that no other program writes to it, and run the command again"
              .formatted(targetName, table.name()));
    }
  }

  private MovedRows read(MovedTable table) throws SQLException {
    long all = target.count(table);
    TableSum sum = new TableSum();
    target.forEach(
        table,
        (line, fields) -> {
          sum.add(line);
          if (sum.rows() % STEP == 0) {
            progress.reached("verify " + table.name(), sum.rows(), all);
          }
        });
    progress.reached("verify " + table.name(), all, all);
    return sum.of(table);
  }

  private void define() throws SQLException {
    Set<String> made = new HashSet<>();
    List<String> definitions = unfinished.definitions();
    for (String definition : definitions) {
      try {
        unfinished.define(definition);
      } catch (PSQLException e) {
        ServerErrorMessage said = e.getServerErrorMessage();
        if (said != null && refused(e)) {
          throw new UnmovableRowException(
              "%s: table %s: %s".formatted(sourceName, said.getTable(), said.getDetail()), e);
        }
        throw e;
      }
      made.add(definition);
      progress.reached("index", made.size(), definitions.size());
    }
  }

  /** Whether a value is to blame, and not the connection, the disk or the server. */
  private static boolean refused(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("22") || state.startsWith("23");
  }

  /** Rows that are committed together. */
  private final class Part implements AutoCloseable {

    private final MovedTable table;
    private long committed;
    private long read;
    private @Nullable CopyIn copy;
    private static final byte[] END = {'\n'};

    /**
     * @param committed how many rows are there already
     */
    Part(MovedTable table, long committed) {
      this.table = table;
      this.committed = committed;
    }

    /**
     * Sends a row that is not there yet.
     *
     * @param position of the row, from 1
     */
    void add(CopyLine line, long position) throws SQLException {
      read = position;
      if (position <= committed) {
        return;
      }
      try {
        if (copy == null) {
          connection.setAutoCommit(false);
          copy =
              target
                  .copies()
                  .copyIn(
                      "COPY %s (%s) FROM STDIN".formatted(table.quotedName(), table.columnList()));
        }
        copy.writeToCopy(line.bytes(), 0, line.length());
        copy.writeToCopy(END, 0, 1);
      } catch (SQLException e) {
        throw told(e);
      }
      if (position - committed == PART) {
        commit();
      }
    }

    /** Commits what was sent, if anything was. */
    void commit() throws SQLException {
      if (copy == null) {
        return;
      }
      try {
        copy.endCopy();
      } catch (SQLException e) {
        throw told(e);
      }
      copy = null;
      unfinished.setCopied(table, read);
      connection.commit();
      connection.setAutoCommit(true);
      committed = read;
    }

    /** What PostgreSQL refused, by the name of its row; any other failure as it is. */
    private SQLException told(SQLException e) throws SQLException {
      if (e instanceof PSQLException failure && refused(failure)) {
        ServerErrorMessage said = failure.getServerErrorMessage();
        Matcher line = LINE.matcher(said == null ? "" : String.valueOf(said.getWhere()));
        if (said != null && line.find()) {
          throw new UnmovableRowException(
              "%s: %s: %s"
                  .formatted(
                      sourceName,
                      source.called(table, committed + Long.parseLong(line.group(1)) - 1),
                      said.getMessage()),
              e);
        }
      }
      return e;
    }

    @Override
    public void close() throws SQLException {
      if (!connection.isClosed() && !connection.getAutoCommit()) {
        if (copy != null && copy.isActive()) {
          copy.cancelCopy();
        }
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }
}
