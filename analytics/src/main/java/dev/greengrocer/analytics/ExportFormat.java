package dev.greengrocer.analytics;

import dev.greengrocer.analytics.schema.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Which files an export holds. */
public enum ExportFormat {
  /** Text for spreadsheets, by RFC 4180 in UTF-8. */
  CSV,
  /** Typed and compressed columns. */
  PARQUET,
  /** Each table in both. */
  BOTH,
  /** All tables in one SQLite file. */
  SQLITE,
  /** Each table in all three. */
  ALL;

  /** Those that have a file for each table, or month of one. */
  List<ExportFormat> files() {
    return switch (this) {
      case CSV, PARQUET -> List.of(this);
      case BOTH, ALL -> List.of(CSV, PARQUET);
      case SQLITE -> List.of();
    };
  }

  /** Whether there is a file that holds all tables. */
  boolean hasDatabase() {
    return this == SQLITE || this == ALL;
  }

  /** What its folder is called, and how its files end. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  TableFile open(Path path, Table table) throws IOException {
    return switch (this) {
      case CSV -> new CsvTable(path, table);
      case PARQUET -> new ParquetTable(path, table);
      case BOTH, SQLITE, ALL -> throw new IllegalStateException(this + " has no file of a table");
    };
  }
}
