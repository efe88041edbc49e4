package dev.greengrocer.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.format.DateTimeFormatter.ISO_LOCAL_DATE_TIME;

import dev.greengrocer.analytics.schema.Column;
import dev.greengrocer.analytics.schema.Table;
import dev.greengrocer.files.Csv;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows as CSV, with a header line. Moments are written by ISO 8601, what is missing as nothing. The
 * file begins with a byte order mark: without it Excel takes UTF-8 for the code page of its
 * computer and spoils every name that is not English.
 */
final class CsvTable implements TableFile {

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final BufferedWriter out;
  private final Csv csv;

  CsvTable(Path path, Table table) throws IOException {
    out = Files.newBufferedWriter(path, UTF_8);
    out.write(BYTE_ORDER_MARK);
    csv = Csv.to(out, table.columns().stream().map(Column::name).toArray(String[]::new));
  }

  @Override
  public void append(@Nullable Object[] row) throws IOException {
    try {
      csv.line(Arrays.stream(row).map(CsvTable::text).toArray());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** A time on the hour keeps its seconds, which its own text leaves out. */
  private static @Nullable Object text(@Nullable Object value) {
    return value instanceof LocalDateTime local ? ISO_LOCAL_DATE_TIME.format(local) : value;
  }

  @Override
  public void finish() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
