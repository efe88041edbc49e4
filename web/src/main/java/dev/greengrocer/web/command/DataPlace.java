package dev.greengrocer.web.command;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.DatabaseFailures;
import dev.greengrocer.ledger.database.DatabaseFile;
import dev.greengrocer.ledger.database.DatabaseVersion;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.ReadSnapshot;
import dev.greengrocer.ledger.database.WriteAheadLog;
import dev.greengrocer.web.server.ServerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;
import picocli.CommandLine.Option;

/** Where the database and the photos are that a command works on. */
final class DataPlace {

  @Option(
      names = {"--data-dir", "--data"},
      paramLabel = "DIR",
      description = "Where the database and the photos are (default: as serve is set).")
  private @Nullable Path directory;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = "jdbc:postgresql://… (default: as serve is set).")
  private @Nullable String database;

  private @Nullable ServerSettings settings;

  /** As {@code serve} would find them. */
  private ServerSettings settings() {
    if (settings == null) {
      Map<String, Object> given = new HashMap<>();
      if (directory != null) {
        given.put("greengrocer.data-dir", directory.toString());
      }
      if (database != null) {
        given.put("greengrocer.database", database);
        Databases.warningForOption(database).ifPresent(System.err::println);
      }
      settings = ServerEnvironment.read(given).server();
    }
    return settings;
  }

  Path directory() {
    return settings().dataDir();
  }

  String url() {
    return settings().database();
  }

  boolean isSqlite() {
    return url().isEmpty();
  }

  /** The directory of books that were opened before. */
  DataDirectory existing() {
    if (!Files.isDirectory(directory())
        || (isSqlite() && !Files.exists(new DataDirectory(directory()).database()))) {
      throw new StorageException(
          "%s: holds no database; give the --data-dir of the server".formatted(directory()));
    }
    return DataDirectory.at(directory());
  }

  /**
   * Works on a database that a server of this version has opened before, and makes what was erased
   * unreadable in its write-ahead log, too.
   *
   * @return the exit code of success
   * @throws StorageException if the database cannot be used, in one sentence
   */
  int inDatabase(Consumer<HikariDataSource> work) {
    DataDirectory directory = existing();
    String name = Databases.name(url(), directory);
    if (isSqlite()) {
      DatabaseFile.check(directory.database());
    }
    try (HikariDataSource source = Databases.open(url(), directory)) {
      new DatabaseVersion(source, name).requireCurrent();
      work.accept(source);
      new WriteAheadLog(new JdbcTemplate(source)).truncate();
      return 0;
    } catch (DataAccessException | TransactionException | PoolInitializationException e) {
      throw DatabaseFailures.storage(name, e);
    }
  }

  /**
   * Reads a database that a server of this version has opened before, as it is now.
   *
   * @return what the work makes of it
   * @throws StorageException if the database cannot be used, in one sentence
   */
  <T> T readingDatabase(Function<ReadSnapshot, T> work) {
    DataDirectory directory = existing();
    String name = Databases.name(url(), directory);
    if (isSqlite()) {
      DatabaseFile.check(directory.database());
    }
    try (HikariDataSource source = Databases.open(url(), directory)) {
      new DatabaseVersion(source, name).requireCurrent();
      try (ReadSnapshot books = ReadSnapshot.of(source, name)) {
        return work.apply(books);
      }
    } catch (DataAccessException | PoolInitializationException e) {
      throw DatabaseFailures.storage(name, e);
    }
  }

  void requireSqlite(String instead) {
    if (!isSqlite()) {
      throw new InvalidConfigurationException(
          "%s: this is for SQLite; PostgreSQL has its own tools: %s"
              .formatted(Databases.name(url(), new DataDirectory(directory())), instead));
    }
  }
}
