package dev.greengrocer.analytics;

import dev.greengrocer.StorageException;
import dev.greengrocer.analytics.schema.Column;
import dev.greengrocer.analytics.schema.ColumnType;
import dev.greengrocer.analytics.schema.Dimension;
import dev.greengrocer.analytics.schema.StarSchema;
import dev.greengrocer.analytics.schema.Table;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.ledger.database.NewSqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tables of an export as one SQLite file, for programs that read SQLite themselves or by ODBC.
 * Not thread-safe.
 */
final class StarDatabase implements AutoCloseable {

  /** From the folder of the export, with slashes on every system. */
  static final String PATH = "sqlite/star.sqlite";

  /** As SQLite's own functions of time read and write it. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private final Path path;
  private final NewSqliteFile file;
  private long rows;

  private StarDatabase(Path path, NewSqliteFile file) {
    this.path = path;
    this.file = file;
  }

  /** Creates it with all tables, which have no rows yet. */
  static StarDatabase create(Path folder) {
    Path path = folder.resolve(PATH);
    try {
      Files.createDirectories(Objects.requireNonNull(path.getParent()));
    } catch (IOException e) {
      throw StorageException.writing(path, e);
    }
    StarDatabase database = new StarDatabase(path, NewSqliteFile.create(path));
    try {
      for (Table table : StarSchema.tables()) {
        database.file.execute(definition(table));
      }
      return database;
    } catch (IOException e) {
      database.close();
      throw StorageException.writing(path, e);
    }
  }

  private static String definition(Table table) {
    List<String> parts = new ArrayList<>();
    for (Column column : table.columns()) {
      parts.add(
          "\"%s\" %s%s%s"
              .formatted(
                  column.name(),
                  type(column.type()),
                  column.optional() ? "" : " NOT NULL",
                  column.references() == null
                      ? ""
                      : " REFERENCES \"%1$s\" (\"%1$s_key\")".formatted(column.references())));
    }
    if (table instanceof Dimension) { // which is what the references of facts lead to
      parts.add("PRIMARY KEY (\"%s\")".formatted(table.key().get(0)));
    }
    return "CREATE TABLE \"%s\" (\n  %s\n)".formatted(table.name(), String.join(",\n  ", parts));
  }

  /** Drivers of ODBC tell types by these words; SQLite keeps days and times as text. */
  private static String type(ColumnType type) {
    return switch (type) {
      case WHOLE -> "INTEGER";
      case NUMBER -> "REAL";
      case TEXT -> "TEXT";
      case DAY -> "DATE";
      case MOMENT, LOCAL -> "TIMESTAMP";
      case FLAG -> "BOOLEAN";
    };
  }

  void append(Table table, @Nullable Object[] row) {
    @Nullable Object[] values = new Object[row.length];
    for (int i = 0; i < row.length; i++) {
      values[i] = value(row[i]);
    }
    try {
      file.insert(table.name(), values);
    } catch (IOException e) {
      throw StorageException.writing(path, e);
    }
    rows++;
  }

  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof Instant moment) {
      return TIME.format(moment.atOffset(ZoneOffset.UTC));
    }
    if (value instanceof LocalDateTime local) {
      return TIME.format(local);
    }
    if (value instanceof Boolean flag) {
      return flag ? 1L : 0L;
    }
    return value instanceof LocalDate day ? day.toString() : value;
  }

  /** Completes the file. */
  Part.Written finish(EarlierExport earlier) {
    try {
      file.finish(
          StarSchema.facts().stream()
              .map(
                  fact ->
                      "CREATE UNIQUE INDEX \"%1$s_of\" ON \"%1$s\" (%2$s)"
                          .formatted(
                              fact.name(),
                              fact.key().stream()
                                  .map("\"%s\""::formatted)
                                  .collect(Collectors.joining(", "))))
              .toList());
      file.close();
      Manifest.FileEntry entry =
          new Manifest.FileEntry(PATH, rows, Files.size(path), Sha256.ofFile(path));
      return new Part.Written(entry, !earlier.takeOver(PATH, path));
    } catch (IOException e) {
      throw StorageException.writing(path, e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw StorageException.writing(path, e);
    }
  }
}
