package dev.greengrocer.analytics;

import dev.greengrocer.files.AtomicFile;
import dev.greengrocer.files.Json;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an export holds, as {@code manifest.json} says it. It tells no time, so that the same rows
 * give the same file.
 *
 * @param format distinguishes a manifest of this program from another program's
 * @param schemaVersion of the star schema
 * @param timeZone whose days and hours those of sales and statements are
 * @param fiscalYearStarts the first month of the fiscal year, such as april
 * @param weekStarts the first day of the week, such as monday
 * @param tables all tables, facts first
 * @param database the file that holds all of them, or null
 */
record Manifest(
    String format,
    int schemaVersion,
    String timeZone,
    String fiscalYearStarts,
    String weekStarts,
    List<TableEntry> tables,
    @Nullable FileEntry database) {

  static final String NAME = "manifest.json";
  static final String FORMAT = "greengrocer-analytics";

  Manifest {
    tables = List.copyOf(tables);
  }

  /**
   * A table.
   *
   * @param name its name
   * @param rows how many it has
   * @param rowsLeftOut how many rows of the books could not be read
   * @param files what holds the rows, by format and month
   */
  record TableEntry(String name, long rows, long rowsLeftOut, List<FileEntry> files) {
    TableEntry {
      files = List.copyOf(files);
    }
  }

  /**
   * A file.
   *
   * @param path from the folder of the export, with slashes
   * @param rows how many it has
   * @param bytes its size
   * @param sha256 of its bytes
   */
  record FileEntry(String path, long rows, long bytes, String sha256) {}

  void write(Path folder) {
    AtomicFile.write(folder.resolve(NAME), Json.INDENTED.writeValueAsBytes(this));
  }

  /**
   * Reads one.
   *
   * @throws tools.jackson.core.JacksonException if it is none
   */
  static Manifest read(byte[] json) {
    return Json.INDENTED.readValue(json, Manifest.class);
  }
}
