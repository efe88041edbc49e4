package dev.greengrocer.analytics;

import java.util.List;
import java.util.Set;

/**
 * What an export wrote.
 *
 * @param tables facts first
 */
public record ExportSummary(List<TableSummary> tables) {

  public ExportSummary {
    tables = List.copyOf(tables);
  }

  /**
   * A table.
   *
   * @param name its name
   * @param rows how many it has
   * @param rowsLeftOut how many rows of the books cannot be read, which 'db check' names
   * @param files how many files hold the rows
   * @param filesChanged how many of them the earlier export had not, or not the same
   */
  public record TableSummary(
      String name, long rows, long rowsLeftOut, int files, int filesChanged) {}

  /**
   * The same with other files as those that changed, for an export that replaces one elsewhere.
   *
   * @param paths those that changed, from the folder of the export, with slashes
   */
  public ExportSummary withChanged(Set<String> paths) {
    return new ExportSummary(
        tables.stream()
            .map(
                table ->
                    new TableSummary(
                        table.name(),
                        table.rows(),
                        table.rowsLeftOut(),
                        table.files(),
                        (int) paths.stream().filter(path -> holds(path, table.name())).count()))
            .toList());
  }

  /** {@code csv/date.csv} and {@code csv/sale_line/2026-11.csv} hold rows of those tables. */
  private static boolean holds(String path, String table) {
    if (path.equals(StarDatabase.PATH)) {
      return true;
    }
    String[] parts = path.split("/", -1);
    return parts.length > 1 && parts[1].replaceFirst("\\..*", "").equals(table);
  }

  /** How many rows of the books were left out of all tables. */
  public long rowsLeftOut() {
    return tables.stream().mapToLong(TableSummary::rowsLeftOut).sum();
  }
}
