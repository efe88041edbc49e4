package dev.greengrocer.analytics;

import java.util.List;

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

  /** How many rows of the books were left out of all tables. */
  public long rowsLeftOut() {
    return tables.stream().mapToLong(TableSummary::rowsLeftOut).sum();
  }
}
