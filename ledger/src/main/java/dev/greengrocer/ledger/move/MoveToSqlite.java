package dev.greengrocer.ledger.move;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.AtomicFile;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.DataDirectoryLock;
import dev.greengrocer.ledger.database.DatabaseFailures;
import dev.greengrocer.ledger.database.DatabaseVersion;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.Migrations;
import dev.greengrocer.ledger.move.MovedTable.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Moves the books from PostgreSQL into a new SQLite file. Until it ends no client can write to the
 * source. The file is filled under another name, compared, and takes its place by one move; a run
 * after a killed one begins anew.
 */
public final class MoveToSqlite {

  private static final int PART = 50_000;
  private static final int STEP = 5_000;

  private final PostgresBooks source;
  private final String sourceName;
  private final Path target;
  private final MoveProgress progress;

  private MoveToSqlite(
      PostgresBooks source, String sourceName, Path target, MoveProgress progress) {
    this.source = source;
    this.sourceName = sourceName;
    this.target = target;
    this.progress = progress;
  }

  /**
   * Moves the books.
   *
   * @param url address of the PostgreSQL database, as JDBC has it; it is not changed
   * @param to the data directory; it holds no database yet
   * @throws InvalidConfigurationException if a server runs on either, or there is a database
   * @throws StorageException if a row cannot be moved, which it names, or a database fails; then
   *     there is no file
   */
  @SuppressWarnings("try") // held, not used
  public static Move run(String url, DataDirectory to, MoveProgress progress) {
    String sourceName = Databases.name(url, to);
    try (DataDirectoryLock held = DataDirectoryLock.take(to)) {
      if (Files.exists(to.database())) {
        throw new InvalidConfigurationException(
            "%s: is there already; move it away, or give another --data-dir"
                .formatted(to.database()));
      }
      DataSource database = Databases.postgresql(url);
      Path partial = AtomicFile.partialOf(to.database());
      try (Connection connection = database.getConnection()) {
        PostgresBooks source = new PostgresBooks(connection, sourceName);
        source.take();
        new DatabaseVersion(database, sourceName).requireCurrent();
        delete(partial);
        List<MovedRows> tables =
            new MoveToSqlite(source, sourceName, partial, progress).fill(connection);
        Databases.deleteLog(to.database());
        AtomicFile.moveIntoPlace(partial, to.database());
        return new Move(sourceName, to.database().toString(), false, tables);
      } catch (SQLException | FlywayException e) {
        throw DatabaseFailures.storage(sourceName, e);
      } finally {
        delete(partial);
      }
    } catch (IOException e) {
      throw StorageException.writing(to.path(), e);
    }
  }

  private static void delete(Path partial) throws IOException {
    Files.deleteIfExists(partial);
    Files.deleteIfExists(Path.of(partial + "-journal"));
    Databases.deleteLog(partial);
  }

  private List<MovedRows> fill(Connection connection) throws SQLException {
    try (HikariDataSource empty = Databases.openFile(target)) {
      Migrations.of(empty).load().migrate();
    }
    try (Connection file = Databases.filling(target).getConnection()) {
      SqliteBooks books = new SqliteBooks(file, target.toString());
      List<MovedTable> tables = books.tables();
      source.requireAlike(tables);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      List<MovedRows> sums = new ArrayList<>();
      source.inTransaction(
          () -> {
            // Before the first row is read, so that none is missed; until the end.
            source.execute(
                "LOCK TABLE %s IN SHARE MODE"
                    .formatted(
                        tables.stream()
                            .map(MovedTable::quotedName)
                            .collect(Collectors.joining(", "))));
            for (MovedTable table : tables) {
              MovedRows sent = copy(table, file);
              verify(table, sent, books);
              sums.add(sent);
            }
            requireReferences(file);
            source.requireNobodyElse();
          });
      return sums;
    } catch (SQLiteException e) {
      throw DatabaseFailures.storage(target.toString(), e);
    }
  }

  private MovedRows copy(MovedTable table, Connection file) throws SQLException {
    long all = source.count(table);
    TableSum sum = new TableSum();
    String places = String.join(", ", Collections.nCopies(table.columns().size(), "?"));
    file.setAutoCommit(false);
    try (Statement delete = file.createStatement();
        PreparedStatement insert =
            file.prepareStatement(
                "INSERT INTO %s (%s) VALUES (%s)"
                    .formatted(table.quotedName(), table.columnList(), places))) {
      delete.execute("DELETE FROM " + table.quotedName()); // what the migrations wrote
      source.forEach(
          table,
          (line, fields) -> {
            sum.add(line);
            insert(table, insert, fields);
            if (sum.rows() % PART == 0) {
              file.commit();
            }
            if (sum.rows() % STEP == 0) {
              progress.reached("copy " + table.name(), sum.rows(), all);
            }
          });
      file.commit();
    } finally {
      file.setAutoCommit(true);
    }
    progress.reached("copy " + table.name(), all, all);
    return sum.of(table);
  }

  private void insert(MovedTable table, PreparedStatement insert, CopyFields fields)
      throws SQLException {
    int place = 0;
    List<String> key = new ArrayList<>();
    for (Column column : table.columns()) {
      place++;
      fields.next();
      if (table.key().contains(column.name())) {
        key.add("%s '%s'".formatted(column.name(), fields.text()));
      }
      if (fields.isNothing()) {
        insert.setObject(place, null);
        continue;
      }
      switch (column.kind()) {
        case TEXT -> insert.setString(place, fields.text());
        case WHOLE -> insert.setLong(place, fields.whole());
        case NUMBER -> insert.setDouble(place, fields.number());
        case FLAG -> insert.setInt(place, fields.flag() ? 1 : 0);
      }
    }
    try {
      insert.executeUpdate();
    } catch (SQLiteException e) {
      if (e.getResultCode().name().startsWith(SQLiteErrorCode.SQLITE_CONSTRAINT.name())) {
        throw new StorageException(
            "%s: table %s, row with %s: %s; set the value right, as a backup or the paper has it, and run the command again: nothing has been moved"
                .formatted(sourceName, table.name(), String.join(", ", key), e.getMessage()),
            e);
      }
      throw e;
    }
  }

  private void verify(MovedTable table, MovedRows sent, SqliteBooks books) throws SQLException {
    TableSum sum = new TableSum();
    books.forEach(
        table,
        line -> {
          sum.add(line);
          if (sum.rows() % STEP == 0) {
            progress.reached("verify " + table.name(), sum.rows(), sent.rows());
          }
        });
    progress.reached("verify " + table.name(), sum.rows(), sent.rows());
    if (!sum.of(table).equals(sent)) {
      throw new StorageException(
          "%s: table %s holds other rows than were sent; see that no other program writes to it, and run the command again"
              .formatted(target, table.name()));
    }
  }

  private void requireReferences(Connection file) throws SQLException {
    try (Statement sql = file.createStatement();
        ResultSet broken = sql.executeQuery("PRAGMA foreign_key_check")) {
      if (broken.next()) {
        throw new StorageException(
            "%s: table %s: a row leads to one of %s that is not there; 'greengrocer db check' names it: nothing has been moved"
                .formatted(sourceName, broken.getString(1), broken.getString(3)));
      }
    }
  }
}
