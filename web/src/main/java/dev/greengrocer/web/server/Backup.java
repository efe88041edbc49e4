package dev.greengrocer.web.server;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.web.history.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Copies of an SQLite database and its photos. The database is copied as of one moment while a
 * server writes on; photos never change, so those that are there need no second copy. Photos are
 * copied after the database: every photo that the copy speaks of is in it, unless it was erased
 * meanwhile.
 */
final class Backup {

  private Backup() {}

  /**
   * Writes a backup.
   *
   * @throws StorageException if it cannot be written
   */
  static Contents write(DataDirectory from, Path folder) {
    DataDirectory to = DataDirectory.at(folder);
    Path partial = partial(to);
    try {
      Files.deleteIfExists(partial);
      try (HikariDataSource database = Databases.open("", from)) {
        JdbcClient.create(database)
            .sql("VACUUM INTO :file")
            .param("file", partial.toString())
            .update();
      }
      Files.move(
          partial,
          to.database(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      return new Contents(copyPhotos(from.photos(), to.photos()));
    } catch (IOException e) {
      throw StorageException.writing(folder, e);
    } catch (DataAccessException e) {
      delete(partial);
      throw new StorageException(
          "%s: the database cannot be copied (%s); check the free space"
              .formatted(folder, e.getMostSpecificCause().getMessage()),
          e);
    }
  }

  /**
   * Puts a backup in the place of a database, and the database aside.
   *
   * @throws InvalidConfigurationException if a server runs on the directory
   * @throws StorageException if the backup is none or damaged, or if it cannot be copied
   */
  @SuppressWarnings("try") // held, not used
  static Contents restore(Path folder, DataDirectory to) {
    DataDirectory from = new DataDirectory(folder);
    if (!Files.isRegularFile(from.database())) {
      throw new StorageException(
          "%s: holds no %s; give a folder that 'db backup' wrote"
              .formatted(folder, from.database().getFileName()));
    }
    try (DataDirectoryLock held = DataDirectoryLock.take(to)) {
      Path partial = partial(to);
      Files.copy(from.database(), partial, StandardCopyOption.REPLACE_EXISTING);
      checkWhole(folder, partial);
      int photos = copyPhotos(from.photos(), to.photos());
      putAside(to);
      Files.move(partial, to.database(), StandardCopyOption.ATOMIC_MOVE);
      return new Contents(photos);
    } catch (IOException e) {
      throw StorageException.writing(to.path(), e);
    }
  }

  private static void checkWhole(Path folder, Path database) {
    try (HikariDataSource source = Databases.openFile(database)) {
      List<String> found =
          JdbcClient.create(source).sql("PRAGMA integrity_check").query(String.class).list();
      JdbcClient.create(source).sql("SELECT COUNT(*) FROM predictions").query().singleValue();
      if (!found.equals(List.of("ok"))) {
        throw new StorageException(
            "%s: the backup is damaged: %s".formatted(folder, String.join("; ", found)));
      }
    } catch (DataAccessException e) {
      throw new StorageException(
          "%s: the backup is damaged or none of this program (%s)"
              .formatted(folder, e.getMostSpecificCause().getMessage()),
          e);
    } finally {
      delete(Path.of(database + "-wal"));
      delete(Path.of(database + "-shm"));
    }
  }

  // What stands in the write-ahead log belongs to the database that it was written for: a log that
  // stayed behind would be played into the restored one.
  private static void putAside(DataDirectory directory) throws IOException {
    if (!Files.exists(directory.database())) {
      return;
    }
    String suffix = ".before-restore-" + Instant.now().toEpochMilli();
    for (String part : List.of("-wal", "-shm", "")) {
      Path file = Path.of(directory.database() + part);
      if (Files.exists(file)) {
        Files.move(
            file, Path.of(directory.database() + suffix + part), StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static int copyPhotos(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return 0;
    }
    int photos = 0;
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path file : (Iterable<Path>) tree.filter(Files::isRegularFile)::iterator) {
        if (file.getFileName().toString().endsWith(".partial")) {
          continue;
        }
        Path place = to.resolve(from.relativize(file).toString());
        if (!Files.exists(place) && !copy(file, place)) {
          continue;
        }
        photos += file.getFileName().toString().contains(".thumbnail") ? 0 : 1;
      }
    }
    return photos;
  }

  private static boolean copy(Path file, Path place) throws IOException {
    Files.createDirectories(place.getParent());
    Path partial = place.resolveSibling("." + place.getFileName() + ".partial");
    try {
      Files.copy(file, partial, StandardCopyOption.REPLACE_EXISTING);
    } catch (NoSuchFileException e) {
      return false; // erased in the meantime
    }
    Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  private static Path partial(DataDirectory directory) {
    return directory.path().resolve("." + directory.database().getFileName() + ".partial");
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw StorageException.writing(file, e);
    }
  }

  /**
   * What a backup holds.
   *
   * @param photos how many photos
   */
  record Contents(int photos) {}
}
