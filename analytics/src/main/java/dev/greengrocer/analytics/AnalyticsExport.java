package dev.greengrocer.analytics;

import dev.greengrocer.StorageException;
import dev.greengrocer.analytics.schema.Dimension;
import dev.greengrocer.analytics.schema.Fact;
import dev.greengrocer.analytics.schema.FiscalCalendar;
import dev.greengrocer.analytics.schema.Members;
import dev.greengrocer.analytics.schema.StarSchema;
import dev.greengrocer.analytics.schema.Table;
import dev.greengrocer.files.StagedFolder;
import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.database.ReadSnapshot;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes the star schema into a folder: {@code parquet/TABLE/2026-11.parquet} and {@code
 * csv/TABLE/2026-11.csv} for facts, {@code parquet/TABLE.parquet} and {@code csv/TABLE.csv} for
 * dimensions, all tables in {@code sqlite/star.sqlite}, {@code manifest.json}, and {@code
 * README.md}, which describes each column. The folder is built beside its place and moved there
 * whole, so that a run which is killed leaves the last one. The same rows give the same bytes.
 * Stateless.
 *
 * <pre>{@code
 * try (ReadSnapshot books = ReadSnapshot.of(database, "greengrocer.sqlite")) {
 *   AnalyticsExport.write(
 *       books, calendar, FiscalCalendar.PLAIN, Path.of("analytics"), ExportFormat.BOTH, (part, rows) -> {});
 * }
 * }</pre>
 */
public final class AnalyticsExport {

  private final ReadSnapshot books;
  private final ShopCalendar calendar;
  private final FiscalCalendar fiscal;
  private final ExportFormat format;
  private final Progress progress;
  private final Path folder;
  private final EarlierExport earlier;
  private final List<Written> tables = new ArrayList<>();

  private AnalyticsExport(
      ReadSnapshot books,
      ShopCalendar calendar,
      FiscalCalendar fiscal,
      ExportFormat format,
      Progress progress,
      Path folder,
      EarlierExport earlier) {
    this.books = books;
    this.calendar = calendar;
    this.fiscal = fiscal;
    this.format = format;
    this.progress = progress;
    this.folder = folder;
    this.earlier = earlier;
  }

  /** Receives what has been written. */
  @FunctionalInterface
  public interface Progress {

    /**
     * Called after each part of a table.
     *
     * @param part the table, and the month of facts
     * @param rows how many rows it has
     */
    void written(String part, long rows);
  }

  /**
   * Writes an export, or brings an earlier one up to date: files in which nothing changed stay as
   * they were, with their time.
   *
   * @param calendar gives the hours of sales
   * @param fiscal gives the years and weeks of accounts
   * @param out the folder; it may hold an earlier export and nothing else
   * @throws dev.greengrocer.InvalidConfigurationException if the folder holds anything else, or
   *     another run is writing it
   * @throws StorageException if the books cannot be read or the folder cannot be written
   */
  public static ExportSummary write(
      ReadSnapshot books,
      ShopCalendar calendar,
      FiscalCalendar fiscal,
      Path out,
      ExportFormat format,
      Progress progress) {
    try (StagedFolder staged = StagedFolder.open(out, EarlierExport::refuseAnythingElse)) {
      AnalyticsExport export =
          new AnalyticsExport(
              books, calendar, fiscal, format, progress, staged.path(), new EarlierExport(out));
      ExportSummary summary = export.write();
      staged.moveIntoPlace();
      return summary;
    }
  }

  private ExportSummary write() {
    Members members = Members.of(books, calendar, fiscal);
    Part.@Nullable Written all = null;
    try (StarDatabase database = format.hasDatabase() ? StarDatabase.create(folder) : null) {
      for (Fact fact : StarSchema.facts()) {
        write(fact, members, database);
      }
      for (Dimension dimension : StarSchema.dimensions()) { // now that facts have said which
        write(dimension, members, database);
      }
      if (database != null) {
        all = database.finish(earlier);
        progress.written(StarDatabase.PATH, all.entry().rows());
      }
    }
    new Manifest(
            Manifest.FORMAT,
            StarSchema.VERSION,
            calendar.zone().getId(),
            id(fiscal.yearStarts()),
            id(fiscal.weekStarts()),
            tables.stream().map(Written::entry).toList(),
            all == null ? null : all.entry())
        .write(folder);
    DataDictionary.write(folder, format, calendar, fiscal);
    Part.Written holder = all;
    return new ExportSummary(tables.stream().map(table -> table.summary(holder)).toList());
  }

  private static String id(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private void write(Fact fact, Members members, @Nullable StarDatabase database) {
    List<Part.Written> files = new ArrayList<>();
    long rows = 0;
    Fact.Reader reader = fact.reader(books, calendar, members);
    for (YearMonth month : reader.months()) {
      try (Part part = new Part(folder, format, fact, fact.name() + "/" + month)) {
        reader.read(month, row -> append(fact, row, part, database));
        files.addAll(finish(part, fact.name() + " " + month));
        rows += part.rows();
      }
    }
    if (files.isEmpty()) { // so that every table can be read
      try (Part part = new Part(folder, format, fact, fact.name() + "/none")) {
        part.open();
        files.addAll(finish(part, fact.name()));
      }
    }
    tables.add(new Written(fact.name(), rows, fact.leftOut(books, rows), files));
  }

  private void write(Dimension dimension, Members members, @Nullable StarDatabase database) {
    try (Part part = new Part(folder, format, dimension, dimension.name())) {
      part.open();
      dimension.read(members, row -> append(dimension, row, part, database));
      List<Part.Written> files = finish(part, dimension.name());
      tables.add(new Written(dimension.name(), part.rows(), 0, files));
    }
  }

  private static void append(
      Table table, @Nullable Object[] row, Part part, @Nullable StarDatabase database) {
    part.append(row);
    if (database != null) {
      database.append(table, row);
    }
  }

  private List<Part.Written> finish(Part part, String name) {
    List<Part.Written> files = part.finish(earlier);
    progress.written(name, part.rows());
    return files;
  }

  /**
   * A table that was written.
   *
   * @param files that hold its rows and those of no other table
   */
  private record Written(String name, long rows, long leftOut, List<Part.Written> files) {
    Written {
      files = List.copyOf(files);
    }

    Manifest.TableEntry entry() {
      return new Manifest.TableEntry(
          name, rows, leftOut, files.stream().map(Part.Written::entry).toList());
    }

    /**
     * What people are told of it.
     *
     * @param all the file that holds the rows of all tables, or null
     */
    ExportSummary.TableSummary summary(Part.@Nullable Written all) {
      List<Part.Written> holders = new ArrayList<>(files);
      if (all != null) {
        holders.add(all);
      }
      return new ExportSummary.TableSummary(
          name,
          rows,
          leftOut,
          holders.size(),
          (int) holders.stream().filter(Part.Written::changed).count());
    }
  }
}
