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
  BOTH;

  /** Those of a single kind. */
  List<ExportFormat> single() {
    return this == BOTH ? List.of(CSV, PARQUET) : List.of(this);
  }

  /** What its folder is called, and how its files end. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  TableFile open(Path path, Table table) throws IOException {
    return switch (this) {
      case CSV -> new CsvTable(path, table);
      case PARQUET -> new ParquetTable(path, table);
      case BOTH -> throw new IllegalStateException("no file is both");
    };
  }
}
