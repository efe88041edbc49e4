package dev.greengrocer.web.history;

import org.jspecify.annotations.Nullable;

/**
 * Text that may go into a CSV file which people open in a spreadsheet: what a spreadsheet would
 * take for a formula gets an apostrophe before it, see <a
 * href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP</a>.
 */
public final class CsvText {

  private static final String FORMULA_STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

  private CsvText() {}

  /** The text, harmless; null becomes empty. */
  public static String safe(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    return FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
