package dev.greengrocer.analytics.excel;

import java.util.List;

/**
 * A sheet.
 *
 * @param name on its tab
 * @param sql finds its rows; its two question marks are the first and the last day of the month
 * @param columns in their order
 */
record Sheet(String name, String sql, List<SheetColumn> columns) {
  Sheet {
    columns = List.copyOf(columns);
  }
}
