package dev.greengrocer.analytics;

import static dev.greengrocer.analytics.ExportFormat.CSV;
import static dev.greengrocer.analytics.ExportFormat.PARQUET;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.greengrocer.analytics.schema.Column;
import dev.greengrocer.analytics.schema.Fact;
import dev.greengrocer.analytics.schema.FiscalCalendar;
import dev.greengrocer.analytics.schema.StarSchema;
import dev.greengrocer.analytics.schema.Table;
import dev.greengrocer.files.AtomicFile;
import dev.greengrocer.ledger.ShopCalendar;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The {@code README.md} of an export: what each table and column means. Stateless. */
public final class DataDictionary {

  static final String NAME = "README.md";

  private DataDictionary() {}

  static void write(
      Path folder, ExportFormat format, ShopCalendar calendar, FiscalCalendar fiscal) {
    AtomicFile.write(folder.resolve(NAME), readme(format, calendar, fiscal).getBytes(UTF_8));
  }

  private static String readme(ExportFormat format, ShopCalendar calendar, FiscalCalendar fiscal) {
    List<String> places = new ArrayList<>();
    if (!format.files().isEmpty()) {
      places.add(
          format.files().stream()
                  .map(one -> "`%s`".formatted(one.id()))
                  .collect(Collectors.joining(" and "))
              + ": facts have a folder with a file for each month, dimensions one file.");
    }
    if (format.hasDatabase()) {
      places.add(
          "`%s`: all tables in one SQLite file. Days and moments are text by ISO 8601, true is 1."
              .formatted(StarDatabase.PATH));
    }
    return """
        # A shop's figures, for analysts

        Written by `greengrocer export analytics`; the next run replaces the folder. Do not keep other files in it.

        - Schema version %d. Hours of sales and statements are those of the time zone %s.
        - Fiscal years begin with %s and are called by the calendar year in which they end; weeks of accounts begin on %s.
        - %s
        - `manifest.json`: rows, bytes and SHA-256 of each file.
        - Money is whole minor units (cents) of `currency`; tax rates are hundredths of a percent.
        - Keys are whole numbers. The same class, model or clerk has the same key in every export.
        - No name of a customer, user or key, and no photo, is in any table.

        """
            .formatted(
                StarSchema.VERSION,
                calendar.zone().getId(),
                name(fiscal.yearStarts()),
                name(fiscal.weekStarts()),
                String.join("\n- ", places))
        + duckDb(format)
        + tables();
  }

  /** Lines that make every table known to DuckDB, of the typed files where there are both. */
  private static String duckDb(ExportFormat format) {
    if (format.files().isEmpty()) {
      return "";
    }
    String id = (format.files().contains(PARQUET) ? PARQUET : CSV).id();
    return StarSchema.tables().stream()
        .map(
            table ->
                "CREATE VIEW \"%1$s\" AS FROM '%2$s/%1$s%3$s.%2$s';\n"
                    .formatted(table.name(), id, table instanceof Fact ? "/*" : ""))
        .collect(
            Collectors.joining(
                "",
                "In this folder, DuckDB sees the tables after these lines (`SET TimeZone = 'UTC'`"
                    + " shows moments in UTC):\n\n```sql\n",
                "```\n\n"));
  }

  private static String name(Month month) {
    return month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String name(DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  /** The tables and their columns, in Markdown. */
  public static String tables() {
    return StarSchema.tables().stream()
        .map(DataDictionary::section)
        .collect(Collectors.joining("\n"));
  }

  private static String section(Table table) {
    StringBuilder section =
        new StringBuilder("## %s\n\n%s\n\n".formatted(table.name(), table.words()));
    section.append(
        "%s. Key: %s.\n\n"
            .formatted(
                table instanceof Fact ? "A fact" : "A dimension",
                table.key().stream().map("`%s`"::formatted).collect(Collectors.joining(" and "))));
    section.append("| Column | Type | Meaning |\n|---|---|---|\n");
    for (Column column : table.columns()) {
      section.append(
          "| `%s` | %s%s | %s |\n"
              .formatted(
                  column.name(),
                  column.references() == null
                      ? column.type().words()
                      : "key of `%s`".formatted(column.references()),
                  column.optional() ? ", may be missing" : "",
                  column.words()));
    }
    return section.toString();
  }
}
