package dev.greengrocer.web.server;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.web.history.DataDirectory;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens the database: SQLite in the data directory, or PostgreSQL by its address. */
public final class Databases {

  /** How an address of a PostgreSQL database begins. */
  static final String POSTGRESQL = "jdbc:postgresql:";

  private static final int CONNECTIONS = 8;
  private static final int BUSY_MILLISECONDS = 5_000;

  private Databases() {}

  /**
   * A pool of connections, which the caller closes.
   *
   * @param url address of a PostgreSQL database, or empty for SQLite
   * @throws InvalidConfigurationException if the address is of another database
   */
  public static HikariDataSource open(String url, DataDirectory directory) {
    return pool(url.isEmpty() ? sqlite(directory.database()) : postgresql(url));
  }

  /** A pool of connections to an SQLite file, which the caller closes. */
  static HikariDataSource openFile(Path file) {
    return pool(sqlite(file));
  }

  private static HikariDataSource pool(DataSource source) {
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName("database");
    pool.setDataSource(source);
    pool.setMaximumPoolSize(CONNECTIONS);
    pool.setMinimumIdle(1);
    pool.setConnectionTimeout(BUSY_MILLISECONDS);
    return pool;
  }

  /**
   * WAL lets readers read while one writes; FULL makes an answer that was given survive a power
   * cut, not only a killed process; IMMEDIATE takes the write lock where a transaction begins,
   * because a reader that wants to become a writer half way can only fail.
   */
  private static DataSource sqlite(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_MILLISECONDS);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static DataSource postgresql(String url) {
    if (!url.startsWith(POSTGRESQL)) {
      throw new InvalidConfigurationException(
          "--database %s: must start with %s (without it, SQLite is used)"
              .formatted(url, POSTGRESQL));
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    return source;
  }
}
