package dev.greengrocer.web.doctor;

import dev.greengrocer.ledger.backup.Backup;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Looks for the newest backup in the folder of backups. */
final class BackupCheck implements Check {

  /** A backup a day, and two hours to write it. */
  private static final Duration OLD = Duration.ofHours(26);

  /** A backup on another machine's disk may be dated by that machine's clock. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  private final Premises premises;
  private final Clock clock;

  BackupCheck(Premises premises, Clock clock) {
    this.premises = premises;
    this.clock = clock;
  }

  @Override
  public String subject() {
    return "backup";
  }

  @Override
  public Finding look() {
    if (!premises.onSqlite()) {
      return Finding.ok(
          subject(), "PostgreSQL's own tools back the database up; they were not asked");
    }
    Path folder = premises.backups();
    if (folder == null) {
      return Finding.warning(
          subject(),
          "no folder of backups is set",
          "set GREENGROCER_BACKUPS to the folder in which 'greengrocer db backup' writes one each"
              + " day");
    }
    Optional<Instant> newest = Backup.newestIn(folder);
    if (newest.isEmpty()) {
      return Finding.error(
          subject(),
          "%s: holds no backup".formatted(folder),
          "write one: 'greengrocer db backup %s'".formatted(folder.resolve("first")));
    }
    Duration age = Duration.between(newest.get(), clock.instant());
    if (age.plus(CLOCKS_DIFFER).isNegative()) {
      return Finding.warning(
          subject(),
          "%s: the newest backup is of %s, which is yet to come"
              .formatted(folder, newest.get().truncatedTo(ChronoUnit.SECONDS)),
          "check the clock; if it is right, write a backup into that folder again with 'greengrocer"
              + " db backup FOLDER'");
    }
    String sentence =
        "%s: the newest backup is of %s, %d hours ago"
            .formatted(folder, newest.get().truncatedTo(ChronoUnit.SECONDS), age.toHours());
    return age.compareTo(OLD) > 0
        ? Finding.warning(
            subject(),
            sentence,
            "see why none was written since: 'journalctl -u greengrocer-backup', or write one with"
                + " 'greengrocer db backup FOLDER'")
        : Finding.ok(subject(), sentence);
  }
}
