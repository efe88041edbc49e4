package dev.greengrocer.ledger.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens the database: SQLite in the data directory, or PostgreSQL by its address. */
public final class Databases {

  /** How an address of a PostgreSQL database begins. */
  public static final String POSTGRESQL = "jdbc:postgresql:";

  /** The environment variable with the password of PostgreSQL, as its own programs have it. */
  private static final String PASSWORD = "PGPASSWORD";

  private static final String SQLITE = "jdbc:sqlite:";
  private static final int CONNECTIONS = 8;
  private static final int BUSY_MILLISECONDS = 5_000;

  /**
   * How long a caller waits for a connection. HikariCP tries a database that is away again after
   * five seconds at the latest; who waits no longer is refused by one that has just come back.
   */
  private static final int PATIENCE_MILLISECONDS = 7_000;

  /** Longer than any statement of a server takes. */
  private static final int SILENCE_SECONDS = 300;

  private Databases() {}

  /**
   * A pool of connections, which the caller closes.
   *
   * @param url address of a PostgreSQL database, or empty for SQLite
   * @throws InvalidConfigurationException if the address is of another database
   */
  public static HikariDataSource open(String url, DataDirectory directory) {
    return url.isEmpty()
        ? openFile(directory.database(), BUSY_MILLISECONDS)
        : pool(postgresqlSource(url));
  }

  /**
   * Gives a PostgreSQL up that says nothing for five minutes in the middle of an answer. A machine
   * that is cut off never says so: its connections would be waited for until the server is started
   * anew. For servers whose migrations are done, which may take longer; an address with a {@code
   * socketTimeout} keeps its own.
   */
  public static void limitSilence(HikariDataSource pool) {
    if (pool.getDataSource() instanceof PGSimpleDataSource source
        && source.getSocketTimeout() == 0) {
      source.setSocketTimeout(SILENCE_SECONDS);
      HikariPoolMXBean open = pool.getHikariPoolMXBean();
      if (open != null) {
        open.softEvictConnections(); // those that were opened without a limit
      }
    }
  }

  /**
   * PostgreSQL without a pool: each connection is closed by who asked for it.
   *
   * @throws InvalidConfigurationException if the address is of another database
   */
  public static DataSource postgresql(String url) {
    return postgresqlSource(url);
  }

  /** Whether a database is one of SQLite, which one server has to itself. */
  public static boolean isSqlite(JdbcOperations database) {
    return Boolean.TRUE.equals(database.execute((ConnectionCallback<Boolean>) Databases::isSqlite));
  }

  /** The same of a connection. */
  static boolean isSqlite(Connection connection) throws SQLException {
    return connection.getMetaData().getURL().startsWith(SQLITE);
  }

  /**
   * A new SQLite file that is filled by one connection and worth nothing before it is whole: it is
   * not forced to the disk, and references are not looked up row by row.
   */
  public static DataSource filling(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.MEMORY);
    config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
    config.enforceForeignKeys(false);
    config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
    SQLiteDataSource source = SqliteLibrary.source(config);
    source.setUrl(SQLITE + file);
    return source;
  }

  /**
   * The same, for a server: a database that is damaged, newer than this program or another
   * program's is refused.
   *
   * @throws StorageException in one sentence that says what to do
   */
  public static HikariDataSource openChecked(String url, DataDirectory directory) {
    if (url.isEmpty()) {
      DatabaseFile.check(directory.database());
    }
    HikariDataSource source = open(url, directory);
    try {
      new DatabaseVersion(source, name(url, directory)).requireNotNewer();
      return source;
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /** How messages call a database: its file, or its address without what is secret. */
  public static String name(String url, DataDirectory directory) {
    return url.isEmpty() ? directory.database().toString() : withoutSecrets(url);
  }

  /** An address without its options, one of which may be a password, and without a user in it. */
  public static String withoutSecrets(String url) {
    return withoutOptions(url).replaceAll("//.*@", "//");
  }

  private static String withoutOptions(String url) {
    return url.replaceAll("(?s)[?].*", "");
  }

  /**
   * A warning for a user who gave an address with a password as an option of a command; empty
   * without one.
   */
  public static Optional<String> warningForOption(String url) {
    return url.matches("(?is).*[?&]password=.*") || !withoutSecrets(url).equals(withoutOptions(url))
        ? Optional.of(
            "--database %s: every user of this machine can read the password in the list of processes; put it into the environment variable PGPASSWORD, or the address into GREENGROCER_DATABASE or the settings file"
                .formatted(withoutSecrets(url)))
        : Optional.empty();
  }

  /** A pool of connections to an SQLite file, which the caller closes. */
  public static HikariDataSource openFile(Path file) {
    return openFile(file, BUSY_MILLISECONDS);
  }

  /** The same, with the time that a statement waits for the lock of another writer. */
  public static HikariDataSource openFile(Path file, int busyMilliseconds) {
    return pool(sqlite(file, busyMilliseconds));
  }

  /** Removes what is beside a database that is complete in its file and open nowhere. */
  public static void deleteLog(Path file) throws IOException {
    for (String part : List.of("-wal", "-shm")) {
      Files.deleteIfExists(Path.of(file + part));
    }
  }

  static HikariDataSource pool(DataSource source) {
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName("database");
    pool.setDataSource(source);
    pool.setMaximumPoolSize(CONNECTIONS);
    pool.setMinimumIdle(1);
    pool.setConnectionTimeout(PATIENCE_MILLISECONDS);
    return pool;
  }

  /**
   * WAL lets readers read while one writes; FULL makes an answer that was given survive a power
   * cut, not only a killed process; secure deletion overwrites what was erased, so that no name is
   * left in the file.
   *
   * @param busyMilliseconds how long a statement waits for the lock of another writer
   */
  private static DataSource sqlite(Path file, int busyMilliseconds) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
    config.enforceForeignKeys(true);
    config.setBusyTimeout(busyMilliseconds);
    SQLiteDataSource source = SqliteLibrary.source(config);
    source.setUrl(SQLITE + file);
    return new SqliteConnections(source);
  }

  /** Connections to a PostgreSQL database on which nothing can be changed. */
  static DataSource readOnly(String url, int seconds) {
    PGSimpleDataSource source = connectingWithin(url, seconds);
    source.setReadOnly(true);
    return source;
  }

  /**
   * Connections to a PostgreSQL database that give up when it says nothing for a while, to ask
   * whether it is there.
   *
   * @param patience whole seconds
   */
  public static DataSource impatient(String url, Duration patience) {
    int seconds = (int) patience.toSeconds();
    PGSimpleDataSource source = connectingWithin(url, seconds);
    source.setSocketTimeout(seconds);
    return source;
  }

  private static PGSimpleDataSource connectingWithin(String url, int seconds) {
    PGSimpleDataSource source = postgresqlSource(url);
    source.setConnectTimeout(seconds);
    source.setLoginTimeout(seconds);
    return source;
  }

  private static PGSimpleDataSource postgresqlSource(String url) {
    if (!url.startsWith(POSTGRESQL)) {
      throw new InvalidConfigurationException(
          "--database %s: must start with %s (without it, SQLite is used)"
              .formatted(withoutSecrets(url), POSTGRESQL));
    }
    if (!withoutSecrets(url).equals(withoutOptions(url))) { // the driver would print it as a port
      throw new InvalidConfigurationException(
          "--database %s: give user and password behind a question mark: jdbc:postgresql://HOST:5432/NAME?user=…&password=…"
              .formatted(withoutSecrets(url)));
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    try {
      source.setUrl(url);
    } catch (IllegalArgumentException e) { // its message holds the password
      throw new InvalidConfigurationException(
          "--database %s: is no address of a PostgreSQL database; give one such as jdbc:postgresql://HOST:5432/NAME?user=…&password=…"
              .formatted(withoutSecrets(url)));
    }
    if (source.getPassword() == null) {
      source.setPassword(System.getenv(PASSWORD)); // where no other user of the machine sees it
    }
    source.setTcpKeepAlive(true);
    if (source.getOptions() == null) {
      // As long as SQLite waits: a table that another program locks must not hold every thread.
      source.setOptions("-c lock_timeout=" + BUSY_MILLISECONDS);
    }
    return source;
  }
}
