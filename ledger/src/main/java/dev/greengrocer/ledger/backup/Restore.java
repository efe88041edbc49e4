package dev.greengrocer.ledger.backup;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.AtomicFile;
import dev.greengrocer.files.FolderTree;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.DataDirectoryLock;
import dev.greengrocer.ledger.database.DatabaseFile;
import dev.greengrocer.ledger.database.DatabaseVersion;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.photo.PhotoFolder;
import dev.greengrocer.ledger.privacy.ErasureFile;
import dev.greengrocer.ledger.privacy.Erasures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts a backup in the place of a database. The backup is checked before anything changes. The
 * present database is brought to one file, which gets a second name; then the backup takes its
 * place by one move. A process that is killed at any moment leaves the old or the new database,
 * whole.
 */
public final class Restore {

  private static final int FAULTS_NAMED = 10;
  private static final Logger log = LoggerFactory.getLogger(Restore.class);

  private final DataDirectory from;
  private final DataDirectory to;
  private final Clock clock;

  private Restore(DataDirectory from, DataDirectory to, Clock clock) {
    this.from = from;
    this.to = to;
    this.clock = clock;
  }

  /**
   * Restores a backup.
   *
   * @param despitePhotos whether photos that are missing or damaged in the backup are accepted
   * @param clock tells when, for the name under which the present database is kept
   * @return how many photos the backup holds
   * @throws InvalidConfigurationException if a server runs on the directory
   * @throws StorageException if the backup is none or damaged, or if it cannot be copied; then
   *     nothing has changed
   */
  @SuppressWarnings("try") // held, not used
  public static int of(Path folder, DataDirectory to, boolean despitePhotos, Clock clock) {
    DataDirectory from = new DataDirectory(folder);
    if (!Files.isRegularFile(from.database())) {
      throw new StorageException(
          "%s: holds no %s; give a folder that 'db backup' wrote"
              .formatted(folder, from.database().getFileName()));
    }
    try (DataDirectoryLock held = DataDirectoryLock.take(to)) {
      return new Restore(from, to, clock).restore(despitePhotos);
    } catch (IOException e) {
      throw StorageException.writing(to.path(), e);
    }
  }

  private int restore(boolean despitePhotos) throws IOException {
    Path partial = AtomicFile.partialOf(to.database());
    try {
      Files.copy(from.database(), partial, StandardCopyOption.REPLACE_EXISTING);
      check(partial, despitePhotos);
      int photos = PhotoFiles.copy(from.photos(), to.photos());
      FolderTree.force(partial);
      keepErasures();
      setAside();
      Backup.unmark(to);
      AtomicFile.moveIntoPlace(partial, to.database());
      return photos;
    } finally {
      Databases.deleteLog(partial);
      Files.deleteIfExists(partial);
    }
  }

  /**
   * Keeps the list of what was erased, also when the present database is the only one that knows of
   * the last: the server erases it again from what is restored.
   */
  private void keepErasures() {
    new ErasureFile(to).add(new ErasureFile(from).read().values());
    if (!Files.exists(to.database())) {
      return;
    }
    try (HikariDataSource present = Databases.openFile(to.database())) {
      new Erasures(JdbcClient.create(present), to, clock).publish();
    } catch (DataAccessException | PoolInitializationException e) {
      // Damaged, or of a version without such a list; the file has what it said before.
      log.warn("{}: holds no list of erasures that can be read", to.database());
      log.debug("the list of erasures", e);
    }
  }

  private void check(Path copy, boolean despitePhotos) {
    DatabaseFile.check(copy);
    try (HikariDataSource source = Databases.openFile(copy)) {
      new DatabaseVersion(source, from.database().toString()).requireNotNewer();
      JdbcClient database = JdbcClient.create(source);
      List<String> found = database.sql("PRAGMA integrity_check").query(String.class).list();
      if (!found.equals(List.of("ok"))) {
        throw damaged(String.join("; ", found));
      }
      List<PhotoCheck.Fault> photos = faults(database);
      if (!photos.isEmpty() && !despitePhotos) {
        throw new StorageException(
            "%s: %d photos of the backup are missing or damaged; add --despite-photos to restore the rest%n  %s"
                .formatted(
                    from.path(),
                    photos.size(),
                    String.join(
                        "%n  ".formatted(),
                        photos.stream()
                            .limit(FAULTS_NAMED)
                            .map(PhotoCheck.Fault::words)
                            .toList())));
      }
    } catch (DataAccessException e) {
      throw damaged(String.valueOf(e.getMostSpecificCause().getMessage()));
    }
  }

  /** A photo that is kept elsewhere is not missed here; {@code db check} looks for it. */
  private List<PhotoCheck.Fault> faults(JdbcClient database) {
    PhotoFolder copies = new PhotoFolder(from.photos());
    boolean elsewhere = Backup.photosElsewhere(from.path()).isPresent();
    return new PhotoCheck(database, copies)
        .faults().stream()
            .filter(
                fault ->
                    !elsewhere
                        || !Sha256.isValid(fault.sha256())
                        || copies.find(fault.sha256(), null).isPresent())
            .toList();
  }

  private StorageException damaged(String how) {
    return new StorageException(
        "%s: the backup is damaged or none of this program (%s); give another one"
            .formatted(from.path(), how));
  }

  /**
   * Gives the present database a second name. What is in its write-ahead log is written into it
   * first: a log that stayed behind would be played into the restored database.
   */
  private void setAside() throws IOException {
    Path present = to.database();
    if (!Files.exists(present)) {
      Databases.deleteLog(present);
      return;
    }
    String aside = present + ".before-restore-" + clock.millis();
    if (!isOneFile(present)) {
      // It is damaged: all of it is kept beside, for a person who can repair it.
      for (String part : List.of("-wal", "-shm")) {
        Path log = Path.of(present + part);
        if (Files.exists(log)) {
          Files.copy(log, Path.of(aside + part));
        }
      }
    }
    try {
      Files.createLink(Path.of(aside), present);
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(present, Path.of(aside)); // a file system without second names
    }
    FolderTree.force(Path.of(aside));
    FolderTree.forceNames(to.path());
    Databases.deleteLog(present);
  }

  private static boolean isOneFile(Path present) {
    try {
      DatabaseFile.check(present);
      try (HikariDataSource database = Databases.openFile(present)) {
        boolean busy =
            JdbcClient.create(database)
                .sql("PRAGMA wal_checkpoint(TRUNCATE)")
                .query((row, number) -> row.getInt(1) != 0)
                .single();
        if (busy) {
          throw new InvalidConfigurationException(
              "%s: another program has the database open; end it and try again".formatted(present));
        }
      }
      Path log = Path.of(present + "-wal");
      return !Files.exists(log) || Files.size(log) == 0;
    } catch (StorageException | DataAccessException | IOException e) {
      return false;
    }
  }
}
