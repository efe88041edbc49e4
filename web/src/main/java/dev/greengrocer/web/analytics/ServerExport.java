package dev.greengrocer.web.analytics;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.GreengrocerException;
import dev.greengrocer.analytics.AnalyticsExport;
import dev.greengrocer.analytics.ExportSummary;
import dev.greengrocer.analytics.schema.FiscalCalendar;
import dev.greengrocer.files.StagedFolder;
import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.ReadSnapshot;
import dev.greengrocer.s3.S3Access;
import dev.greengrocer.s3.S3Address;
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
 * Writes the analytics export into the folder or bucket of the settings, one run at a time, in a
 * thread of its own and with a connection of its own, so that no request waits for it. Thread-safe.
 */
@Component
public class ServerExport {

  private static final Logger log = LoggerFactory.getLogger(ServerExport.class);

  private final AnalyticsSettings settings;
  private final S3Access access;
  private final String database;
  private final DataDirectory directory;
  private final ShopCalendar calendar;
  private final FiscalCalendar fiscal;
  private final AuditLog audit;
  private final Clock clock;
  private final SingleJob job = new SingleJob("analytics-export");
  private volatile @Nullable Last last;

  ServerExport(
      AnalyticsSettings settings,
      @Value("${greengrocer.bucket.endpoint}") String endpoint,
      @Value("${greengrocer.bucket.region}") String region,
      @Value("${greengrocer.database}") String database,
      DataDirectory directory,
      ShopCalendar calendar,
      FiscalSettings fiscal,
      AuditLog audit,
      Clock clock) {
    this.settings = settings;
    this.fiscal = fiscal.calendar();
    this.access = S3Access.of(endpoint, region);
    this.database = database;
    this.directory = directory;
    this.calendar = calendar;
    this.audit = audit;
    this.clock = clock;
    settings.path().ifPresent(directory::requireElsewhere);
    settings.path().ifPresent(StagedFolder::recover); // a run was killed between its two moves
  }

  /**
   * How the last run since the start ended.
   *
   * @param at when
   * @param written what it wrote, or null when there is no new export
   * @param failure why there is none, or null
   */
  public record Last(Instant at, @Nullable Written written, @Nullable String failure) {}

  /**
   * What a run wrote.
   *
   * @param tables how many tables
   * @param rows how many rows all of them have
   * @param leftOut how many rows could not be read
   */
  public record Written(int tables, long rows, long leftOut) {

    private String words() {
      String words = "%d tables, %d rows".formatted(tables, rows);
      return leftOut > 0 ? words + ", %d rows left out".formatted(leftOut) : words;
    }
  }

  /** Where it writes, a folder or the address of a bucket; empty when none is set. */
  public Optional<String> place() {
    return settings.place();
  }

  /** Whether a run is under way. */
  public boolean isRunning() {
    return job.isRunning();
  }

  /** How the last run since the start ended, or null before the first one. */
  public @Nullable Last last() {
    return last;
  }

  /**
   * Begins a run unless one is under way.
   *
   * @param actor who asks for it; the audit log says so
   * @return whether it began
   */
  public boolean begin(Actor actor) {
    String place = settings.place().orElse(null);
    return place != null && job.begin(() -> run(actor, place));
  }

  private void run(Actor actor, String place) {
    try {
      ExportSummary written = write();
      long rows = written.tables().stream().mapToLong(ExportSummary.TableSummary::rows).sum();
      Written counted = new Written(written.tables().size(), rows, written.rowsLeftOut());
      String words = counted.words();
      audit.record(actor, AuditEntry.Kind.EXPORT, place, "analytics written", null, words);
      last = new Last(clock.instant(), counted, null);
      log.info("Analytics export in {}: {}", place, words);
    } catch (GreengrocerException | DataAccessException e) {
      last = new Last(clock.instant(), null, String.valueOf(e.getMessage()));
      log.warn("The analytics export in {} was not written; the last one stays", place, e);
    }
  }

  private ExportSummary write() {
    S3Address address = settings.address().orElse(null);
    if (address == null) {
      return write(settings.path().orElseThrow());
    }
    try (BucketExport bucket = BucketExport.open(address, access)) {
      return bucket.publish(write(bucket.folder())).summary();
    }
  }

  private ExportSummary write(Path folder) {
    try (HikariDataSource source = Databases.open(database, directory);
        ReadSnapshot books = ReadSnapshot.of(source, Databases.name(database, directory))) {
      return AnalyticsExport.write(
          books,
          calendar,
          fiscal,
          folder,
          settings.format(),
          (part, rows) -> log.debug("{}: {}", part, rows));
    }
  }

  @PreDestroy
  void stop() throws InterruptedException {
    if (!job.end()) {
      log.warn("The analytics export is cut off; the last one stays");
    }
  }
}
