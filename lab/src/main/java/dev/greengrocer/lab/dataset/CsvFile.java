package dev.greengrocer.lab.dataset;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * Comma-separated UTF-8 with a header line, as RFC 4180 describes it, lines ending in {@code \n}.
 */
public final class CsvFile {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private CsvFile() {}

  /**
   * Reads a whole file.
   *
   * @param columns names that the header must hold, in any order; others are kept as well
   */
  public static List<CsvRow> read(Path file, List<String> columns) {
    CSVFormat format = FORMAT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
      List<String> missing =
          columns.stream().filter(column -> !parser.getHeaderNames().contains(column)).toList();
      if (!missing.isEmpty()) {
        throw new InvalidDatasetException(
            "%s:1: the header %s lacks %s; expected the columns %s"
                .formatted(file, parser.getHeaderNames(), missing, columns));
      }
      List<CsvRow> rows = new ArrayList<>();
      for (CSVRecord record : parser) {
        if (!record.isConsistent()) {
          throw new InvalidDatasetException(
              "%s:%d: %d values under %d columns; every row needs one a column"
                  .formatted(
                      file,
                      parser.getCurrentLineNumber(),
                      record.size(),
                      parser.getHeaderNames().size()));
        }
        rows.add(new CsvRow(file, parser.getCurrentLineNumber(), record.toMap()));
      }
      return rows;
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw new InvalidDatasetException(
          "%s: not a CSV file in UTF-8 (%s)".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    }
  }

  /** Writes a header and rows; the same values give the same bytes. */
  public static void write(Path file, List<String> columns, List<List<String>> rows) {
    try (CSVPrinter printer =
        new CSVPrinter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), FORMAT)) {
      printer.printRecord(columns);
      printer.printRecords(rows);
    } catch (IOException e) {
      throw StorageException.writing(file, e);
    }
  }
}
