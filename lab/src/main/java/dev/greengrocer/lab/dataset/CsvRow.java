package dev.greengrocer.lab.dataset;

import dev.greengrocer.InvalidDatasetException;
import java.nio.file.Path;
import java.util.Map;

/**
 * One row of a CSV file that remembers its place, so that a fault can name it.
 *
 * @param file the file it was read from
 * @param line the line of the file that it ends on, from 1
 * @param values the values by column name
 */
public record CsvRow(Path file, long line, Map<String, String> values) {

  public CsvRow {
    values = Map.copyOf(values);
  }

  /** The value in a column, or the empty string when the file has no such column. */
  public String get(String column) {
    return values.getOrDefault(column, "");
  }

  /** A fault in this row, to be thrown. */
  public InvalidDatasetException fault(String message) {
    return new InvalidDatasetException("%s:%d: %s".formatted(file, line, message));
  }
}
