package dev.greengrocer.ledger.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.AtomicFile;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.DataDirectoryLock;
import dev.greengrocer.ledger.database.DatabaseFailures;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.photo.PhotoFolder;
import dev.greengrocer.ledger.photo.PhotoStore;
import dev.greengrocer.ledger.privacy.ErasureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Copies an SQLite database and its photos into a folder. The database is copied as of one moment
 * while a server writes on; photos never change, so those that are there need no second copy.
 * Photos are copied after the database: every photo that the copy refers to is in it, unless it was
 * erased meanwhile. Photos that were erased since an earlier backup leave its folder, too.
 * Everything is forced to the disk.
 */
public final class Backup {

  /** Marks a folder as a backup, which the next backup may replace; a data directory has none. */
  private static final String MARK = "backup.txt";

  /** What the line begins with that says where the photos are, when they are not in the folder. */
  private static final String ELSEWHERE = "Its photos are not in it but in ";

  private final DataDirectory from;
  private final DataDirectory to;
  private final PhotoStore photos;
  private final Clock clock;

  private Backup(DataDirectory from, DataDirectory to, PhotoStore photos, Clock clock) {
    this.from = from;
    this.to = to;
    this.photos = photos;
    this.clock = clock;
  }

  /** Writes a backup of books whose photos are all in the data directory. */
  public static Contents write(DataDirectory from, Path folder, Clock clock) {
    return write(from, folder, new PhotoFolder(from.photos()), clock);
  }

  /**
   * Writes a backup. Photos that are kept elsewhere stay there; it is looked whether they are
   * there, and the folder says so. Those that wait on this disk for their place are copied.
   *
   * @param photos where the photos are kept
   * @param clock tells which photos of the folder are older than this backup
   * @throws InvalidConfigurationException if the folder is, holds or lies in a data directory, or
   *     is in use
   * @throws StorageException if it cannot be written
   */
  @SuppressWarnings("try") // held, not used
  public static Contents write(DataDirectory from, Path folder, PhotoStore photos, Clock clock) {
    from.requireElsewhere(folder); // before anything is created
    DataDirectory to = DataDirectory.at(folder);
    try (DataDirectoryLock held = DataDirectoryLock.take(to)) {
      requireBackup(to);
      Backup backup = new Backup(from, to, photos, clock);
      backup.mark();
      backup.copyDatabase();
      new ErasureFile(to).add(new ErasureFile(from).read().values());
      return backup.copyPhotos();
    } catch (IOException e) {
      throw StorageException.writing(folder, e);
    } catch (DataAccessException e) {
      // The original could be read a moment ago: it is the copy that there is no space for.
      boolean full = DatabaseFailures.problemOf(e).equals(Optional.of(Problem.STORAGE_FULL));
      throw DatabaseFailures.storage((full ? to : from).database().toString(), e);
    }
  }

  /** Takes the mark from a folder that becomes a data directory: no backup may replace it now. */
  public static void unmark(DataDirectory directory) {
    try {
      Files.deleteIfExists(directory.path().resolve(MARK));
    } catch (IOException e) {
      throw StorageException.writing(directory.path(), e);
    }
  }

  /** When the database of a backup was written; empty for a folder that is no whole backup. */
  public static Optional<Instant> writtenAt(Path folder) {
    Path database = new DataDirectory(folder).database();
    if (!Files.exists(folder.resolve(MARK)) || !Files.isRegularFile(database)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.getLastModifiedTime(database).toInstant());
    } catch (IOException e) {
      throw StorageException.reading(database, e);
    }
  }

  /** When the newest backup in a folder of backups was written; empty when it holds none. */
  public static Optional<Instant> newestIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    List<Path> places = new ArrayList<>(List.of(folder));
    try (Stream<Path> entries = Files.list(folder)) {
      entries.filter(Files::isDirectory).forEach(places::add);
    } catch (IOException e) {
      throw StorageException.reading(folder, e);
    }
    return places.stream()
        .flatMap(place -> writtenAt(place).stream())
        .max(Comparator.naturalOrder());
  }

  /** A database that no backup wrote belongs to someone. */
  private static void requireBackup(DataDirectory to) {
    if (Files.exists(to.database()) && !Files.exists(to.path().resolve(MARK))) {
      throw new InvalidConfigurationException(
          "%s: holds a database that is no backup of this version; give a new folder, or one that 'db backup' wrote"
              .formatted(to.path()));
    }
  }

  private void mark() {
    AtomicFile.write(
        to.path().resolve(MARK),
        "A backup of %s, written by 'greengrocer db backup'; use it with 'greengrocer db restore'.%n%s"
            .formatted(
                from.path(),
                photos.elsewhere().map(place -> "%s%s%n".formatted(ELSEWHERE, place)).orElse(""))
            .getBytes(UTF_8));
  }

  /** Where the photos of a backup are that are not in its folder; empty when all are. */
  public static Optional<String> photosElsewhere(Path backup) {
    Path mark = backup.resolve(MARK);
    try {
      return Files.exists(mark)
          ? Files.readAllLines(mark).stream()
              .filter(line -> line.startsWith(ELSEWHERE))
              .map(line -> line.substring(ELSEWHERE.length()))
              .findFirst()
          : Optional.empty();
    } catch (IOException e) {
      throw StorageException.reading(mark, e);
    }
  }

  /** Reading takes some space, too, for the memory that SQLite's connections share. */
  private void requireReadable(JdbcClient original) {
    try {
      original.sql("SELECT COUNT(*) FROM sqlite_schema").query().singleValue();
    } catch (DataAccessException e) {
      throw DatabaseFailures.storage(from.database().toString(), e);
    }
  }

  private void copyDatabase() throws IOException {
    Path partial = AtomicFile.partialOf(to.database());
    Files.deleteIfExists(partial);
    try (HikariDataSource database = Databases.open("", from)) {
      JdbcClient original = JdbcClient.create(database);
      requireReadable(original);
      original.sql("VACUUM INTO :file").param("file", partial.toString()).update();
      AtomicFile.moveIntoPlace(partial, to.database());
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private Contents copyPhotos() throws IOException {
    int copied = PhotoFiles.copy(from.photos(), to.photos());
    if (photos.elsewhere().isPresent()) {
      copied += PhotoFiles.copy(from.photosQueue(), to.photos());
    }
    PhotoStore.Inspection inspection = photos.inspect();
    List<String> faults = new ArrayList<>();
    try (HikariDataSource copy = Databases.openFile(to.database());
        HikariDataSource original = Databases.open("", from)) {
      PhotoFolder kept = new PhotoFolder(from.photos());
      PhotoFolder copies = new PhotoFolder(to.photos());
      for (PhotoCheck.Fault fault : new PhotoCheck(JdbcClient.create(copy), copies).faults()) {
        // Erased since the database was copied, or copied again now because the copy was damaged.
        if (isKept(original, fault.sha256()) && !PhotoFiles.repair(fault.sha256(), kept, copies)) {
          faults.addAll(faultElsewhere(inspection, fault));
        }
      }
      // Erased since they were copied by an earlier backup into the same folder.
      new OrphanPhotos(JdbcClient.create(copy), copies).erase(Instant.now(clock));
    } finally {
      Databases.deleteLog(to.database());
    }
    return new Contents(copied, faults);
  }

  /** What is wrong with a photo that is not in the backup; nothing when it is kept elsewhere. */
  private List<String> faultElsewhere(PhotoStore.Inspection inspection, PhotoCheck.Fault fault) {
    return photos.elsewhere().isPresent() && Sha256.isValid(fault.sha256())
        ? inspection.fault(fault.sha256()).stream().toList()
        : List.of(fault.words());
  }

  private static boolean isKept(HikariDataSource database, String sha256) {
    return !JdbcClient.create(database)
        .sql("SELECT 1 FROM predictions WHERE photo_sha256 = :sha256 LIMIT 1")
        .param("sha256", sha256)
        .query(Integer.class)
        .list()
        .isEmpty();
  }

  /**
   * What a backup holds.
   *
   * @param photos how many photos
   * @param faults photos that are missing or damaged in the data directory itself, in words
   */
  public record Contents(int photos, List<String> faults) {

    public Contents {
      faults = List.copyOf(faults);
    }
  }
}
