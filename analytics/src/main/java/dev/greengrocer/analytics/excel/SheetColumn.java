package dev.greengrocer.analytics.excel;

/**
 * A column of a sheet.
 *
 * @param heading the text above it
 * @param name of the column of the SQL
 * @param kind what it holds
 */
record SheetColumn(String heading, String name, Kind kind) {

  /** What a column holds, and how it is shown. */
  enum Kind {
    /** A text. */
    TEXT(22, ""),
    /** A day. */
    DAY(12, "yyyy-mm-dd"),
    /** A whole number. */
    COUNT(12, "#,##0"),
    /** Minor units of the currency in the column {@code currency}, shown in whole units. */
    MONEY(14, ""),
    /** Grams, shown in kilograms. */
    KILOGRAMS(12, "#,##0.000"),
    /** Hundredths of a percent. */
    RATE(12, "0.00%"),
    /** A part of 1, or nothing. */
    SHARE(12, "0.0%"),
    /** A number, or nothing. */
    NUMBER(12, "0.0");

    private final int width;
    private final String format;

    Kind(int width, String format) {
      this.width = width;
      this.format = format;
    }

    /** In letters. */
    int width() {
      return width;
    }

    /** How a spreadsheet shows it; empty when that depends on the row, or nothing is to be said. */
    String format() {
      return format;
    }
  }
}
