package dev.greengrocer.web.doctor;

import dev.greengrocer.StorageException;
import dev.greengrocer.ledger.backup.BooksGlance;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.ReadOnlyDatabase;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Compares the clock with the books: receipts are dated by it, and their numbers and dates must
 * have the same order.
 */
final class ClockCheck implements Check {

  /** This program is newer than this: a machine without a clock's battery starts in 1970. */
  private static final Instant PAST = Instant.parse("2026-01-01T00:00:00Z");

  private static final Instant FUTURE = Instant.parse("2126-01-01T00:00:00Z");

  /** Clocks that are kept by the network are set back by less. */
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  private static final String REMEDY =
      "set it, and let the network keep it: 'timedatectl set-ntp true'; sell nothing before";

  private final Premises premises;
  private final Clock clock;

  ClockCheck(Premises premises, Clock clock) {
    this.premises = premises;
    this.clock = clock;
  }

  @Override
  public String subject() {
    return "clock";
  }

  @Override
  public Finding look() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    if (now.isBefore(PAST) || now.isAfter(FUTURE)) {
      return Finding.error(subject(), "the clock says %s".formatted(now), REMEDY);
    }
    Optional<Instant> last = lastEntry();
    if (last.filter(entry -> entry.isAfter(now.plus(TOLERANCE))).isPresent()) {
      return Finding.error(
          subject(),
          "the clock says %s, and the last entry of the books is of %s"
              .formatted(now, last.get().truncatedTo(ChronoUnit.SECONDS)),
          REMEDY);
    }
    return Finding.ok(
        subject(),
        last.map(
                entry ->
                    "the clock says %s; the last entry of the books is of %s"
                        .formatted(now, entry.truncatedTo(ChronoUnit.SECONDS)))
            .orElse("the clock says %s; the books were not compared".formatted(now)));
  }

  /** Empty also when the books cannot be read, which is another check's finding. */
  private Optional<Instant> lastEntry() {
    DataDirectory directory = new DataDirectory(premises.dataDirectory());
    if (premises.onSqlite()
        && (!Files.isRegularFile(directory.database())
            || ReadOnlyDatabase.obstacle(directory.database()).isPresent())) {
      return Optional.empty();
    }
    try {
      return new BooksGlance(premises.database(), directory).lastEntry();
    } catch (StorageException e) {
      return Optional.empty();
    }
  }
}
