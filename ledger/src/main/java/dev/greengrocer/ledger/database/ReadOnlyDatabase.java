package dev.greengrocer.ledger.database;

import dev.greengrocer.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A database that is looked at and not changed, not even by a file beside it, while a server runs
 * on it or not.
 *
 * <p>SQLite's connections in WAL mode leave two files beside the database, and recover what a
 * killed server left. So the file is opened as one that never changes while no log lies beside it,
 * and otherwise with the log and its index as they are (<a
 * href="https://www.sqlite.org/wal.html#read_only_databases">read-only databases</a>).
 */
public final class ReadOnlyDatabase {

  private static final int SECONDS = 5;

  private ReadOnlyDatabase() {}

  /**
   * Connections to the database of a server, made as they are asked for.
   *
   * @param url address of a PostgreSQL database, or empty for SQLite
   * @param directory where the SQLite file is; the file exists
   * @throws StorageException if there is no such file
   */
  public static DataSource open(String url, DataDirectory directory) {
    return url.isEmpty() ? sqlite(directory.database()) : Databases.readOnly(url, SECONDS);
  }

  /**
   * Why an SQLite file cannot be read whole without a change, in a sentence; empty when it can be.
   */
  public static Optional<String> obstacle(Path file) {
    if (hasLog(file) && !Files.exists(Path.of(file + "-shm"))) {
      return Optional.of(
          "%s-wal: holds commits that are not in the database yet, and its index is missing; start 'greengrocer serve' on it once, which brings them in"
              .formatted(file));
    }
    return Optional.empty();
  }

  private static DataSource sqlite(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new StorageException(
          "%s: there is no database; give the --data-dir of the server".formatted(file));
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(SECONDS * 1_000);
    SQLiteDataSource source = SqliteLibrary.source(config);
    String how = hasLog(file) ? "mode=ro&readonly_shm=1" : "mode=ro&immutable=1";
    source.setUrl("jdbc:sqlite:%s?%s".formatted(file.toUri(), how));
    return source;
  }

  private static boolean hasLog(Path file) {
    Path log = Path.of(file + "-wal");
    try {
      return Files.exists(log) && Files.size(log) > 0;
    } catch (IOException e) {
      throw StorageException.reading(log, e);
    }
  }
}
