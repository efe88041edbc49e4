package dev.greengrocer.web.settings;

import dev.greengrocer.GreengrocerException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.backup.Backup;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.photo.PhotoStore;
import dev.greengrocer.web.SingleJob;
import jakarta.annotation.PreDestroy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Backs the books up when an administrator asks, one run at a time, in a thread of its own. The
 * copy goes into a folder of its own among the backups, which the next one brings up to date.
 * Thread-safe.
 */
@Component
class BackupJob {

  private static final Logger log = LoggerFactory.getLogger(BackupJob.class);

  /** Beside those of the nightly backups, which are named for days of the week. */
  private static final String PLACE = "by-hand";

  private final String backups;
  private final boolean onSqlite;
  private final DataDirectory directory;
  private final PhotoStore photos;
  private final AuditLog audit;
  private final Clock clock;
  private final SingleJob job = new SingleJob("backup");
  private volatile @Nullable String failure;

  BackupJob(
      @Value("${greengrocer.backups}") String backups,
      @Value("${greengrocer.database}") String database,
      DataDirectory directory,
      PhotoStore photos,
      AuditLog audit,
      Clock clock) {
    this.backups = backups;
    this.onSqlite = database.isBlank();
    this.directory = directory;
    this.photos = photos;
    this.audit = audit;
    this.clock = clock;
  }

  /** Where backups are; empty when the server writes none. */
  public Optional<Path> folder() {
    return onSqlite && !backups.isBlank() ? Optional.of(Path.of(backups)) : Optional.empty();
  }

  /** Why the server writes no backups. */
  public NoBackup why() {
    return onSqlite ? NoBackup.NO_FOLDER : NoBackup.ON_POSTGRES;
  }

  /** When the newest one was written, by any program; empty when there is none. */
  public Optional<Instant> newest() {
    return folder().flatMap(Backup::newestIn);
  }

  /** Whether one is being written. */
  public boolean isRunning() {
    return job.isRunning();
  }

  /** Why the last one since the start did not succeed, or null. */
  public @Nullable String failure() {
    return failure;
  }

  /**
   * Begins a backup unless one is being written.
   *
   * @return whether it began
   */
  boolean begin(Actor actor) {
    Path folder = folder().orElse(null);
    return folder != null && job.begin(() -> run(actor, folder.resolve(PLACE)));
  }

  private void run(Actor actor, Path folder) {
    try {
      Backup.Contents copied = Backup.write(directory, folder, photos, clock);
      String words =
          "the database and %d photos".formatted(copied.photos())
              + photos.elsewhere().map(place -> "; the others are in " + place).orElse("");
      audit.record(actor, AuditEntry.Kind.BACKUP, folder.toString(), "written", null, words);
      failure =
          copied.faults().isEmpty()
              ? null
              : "it is whole but for %d photos that are missing or damaged: %s"
                  .formatted(copied.faults().size(), copied.faults().get(0));
      log.info("Backup in {}: {}", folder, words);
    } catch (GreengrocerException | DataAccessException e) {
      failure = String.valueOf(e.getMessage());
      log.warn("The backup in {} was not written", folder, e);
    }
  }

  @PreDestroy
  void stop() throws InterruptedException {
    if (!job.end()) {
      log.warn("The backup is cut off; begin it again");
    }
  }
}
