package dev.greengrocer.ledger.database;

import dev.greengrocer.StorageException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/**
 * The version of a database: that of the last migration which made it. A database of a newer
 * version, or of another program, is refused before anything is read from it or written to it.
 */
public final class DatabaseVersion {

  /** The table of a database into which another is being moved; it is no database to open yet. */
  public static final String UNFINISHED_MOVE = "unfinished_move";

  /** Where Flyway records what it has applied. */
  private static final String HISTORY = "flyway_schema_history";

  private final DataSource database;
  private final String name;

  /**
   * Of a database.
   *
   * @param name how messages call it: its file or its address
   */
  public DatabaseVersion(DataSource database, String name) {
    this.database = database;
    this.name = name;
  }

  /**
   * Refuses what a server must not open.
   *
   * @throws StorageException if it is newer than this program, of another program, or cannot be
   *     read
   */
  public void requireNotNewer() {
    requireNotNewer(versions());
  }

  /**
   * Refuses what a command that reads tables cannot work on.
   *
   * @throws StorageException as {@link #requireNotNewer} does, or if no server of this version has
   *     opened it yet
   */
  public void requireCurrent() {
    Versions versions = versions();
    requireNotNewer(versions);
    if (versions.applied.compareTo(versions.known) < 0) {
      throw new StorageException(
          "%s: has version %s, and this program works on version %s; start 'greengrocer serve' on it once, which brings it up to date"
              .formatted(name, versions.applied, versions.known));
    }
  }

  private void requireNotNewer(Versions versions) {
    if (versions.applied.compareTo(versions.known) > 0) {
      throw new StorageException(
          "%s: has version %s, and this program knows versions up to %s; run the newer program that wrote it, or restore an older backup with 'greengrocer db restore FOLDER'"
              .formatted(name, versions.applied, versions.known));
    }
  }

  private Versions versions() {
    try {
      List<String> tables = tables();
      if (tables.contains(UNFINISHED_MOVE)) {
        throw new StorageException(
            "%s: holds an unfinished move; run the same 'greengrocer db migrate' again until it ends, or give another database"
                .formatted(name));
      }
      if (!tables.isEmpty() && !tables.contains(HISTORY)) {
        throw new StorageException(
            "%s: is the database of another program (it has a table '%s'); %s"
                .formatted(name, tables.get(0), DatabaseFile.REMEDY));
      }
      List<MigrationInfo> migrations = List.of(Migrations.of(database).load().info().all());
      return new Versions(
          last(migrations.stream().filter(migration -> migration.getState().isApplied())),
          last(migrations.stream().filter(migration -> migration.getState().isResolved())));
    } catch (SQLException | FlywayException e) {
      throw DatabaseFailures.storage(name, e);
    }
  }

  private List<String> tables() throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Connection connection = database.getConnection();
        ResultSet found =
            connection
                .getMetaData()
                .getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
      while (found.next()) {
        tables.add(found.getString("TABLE_NAME"));
      }
    }
    return tables;
  }

  private static MigrationVersion last(Stream<MigrationInfo> migrations) {
    return migrations
        .flatMap(migration -> Stream.ofNullable(migration.getVersion()))
        .max(Comparator.naturalOrder())
        .orElse(MigrationVersion.EMPTY);
  }

  /**
   * Two versions.
   *
   * @param applied of the database
   * @param known the newest that this program knows
   */
  private record Versions(MigrationVersion applied, MigrationVersion known) {}
}
