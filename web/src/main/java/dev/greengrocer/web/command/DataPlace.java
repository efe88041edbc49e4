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
import dev.greengrocer.web.server.PhotoPlace;
import dev.greengrocer.web.server.PhotoPlaceSettings;
import dev.greengrocer.web.server.ServerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
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

  @Option(
      names = "--photos",
      paramLabel = "ADDRESS",
      description = "s3://BUCKET/PREFIX, where photos are kept (default: as serve is set).")
  private @Nullable String photos;

  private @Nullable ServerEnvironment environment;

  /** As if {@code --photos} had been given. */
  void keepPhotosIn(String address) {
    photos = address;
    environment = null;
  }

  private ServerSettings settings() {
    return environment().server();
  }

  /** Where photos are kept. */
  PhotoPlaceSettings photoSettings() {
    return environment().photos();
  }

  /** As {@code serve} would find them. */
  private ServerEnvironment environment() {
    if (environment == null) {
      Map<String, Object> given = new HashMap<>();
      if (directory != null) {
        given.put("greengrocer.data-dir", directory.toString());
      }
      if (database != null) {
        given.put("greengrocer.database", database);
        Databases.warningForOption(database).ifPresent(System.err::println);
      }
      if (photos != null) {
        given.put("greengrocer.photos.bucket", photos);
      }
      environment = ServerEnvironment.read(given);
    }
    return environment;
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
   * Works on a database that a server of this version has opened before, and on its photos, and
   * makes what was erased unreadable in its write-ahead log, too.
   *
   * @return what the work returns
   * @throws StorageException if the database cannot be used, in one sentence
   */
  <T> T inDatabase(BiFunction<HikariDataSource, PhotoPlace, T> work) {
    DataDirectory directory = existing();
    String name = Databases.name(url(), directory);
    if (isSqlite()) {
      DatabaseFile.check(directory.database());
    }
    try (HikariDataSource source = Databases.open(url(), directory);
        PhotoPlace place =
            PhotoPlace.open(
                photoSettings(),
                BucketSettings.of(environment()).access(),
                directory,
                JdbcClient.create(source),
                Clock.systemUTC())) {
      new DatabaseVersion(source, name).requireCurrent();
      T done = work.apply(source, place);
      new WriteAheadLog(new JdbcTemplate(source)).truncate();
      return done;
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
