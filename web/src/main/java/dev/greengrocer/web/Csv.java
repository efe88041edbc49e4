package dev.greengrocer.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file that a spreadsheet may open. Text that a spreadsheet would run as a formula gets an
 * apostrophe before it, as <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP
 * advises</a>, full-width signs included; {@link #text} takes it away again. Numbers, signs
 * included, stay as they are. Not thread-safe.
 */
public final class Csv {

  /** What a download of one is. */
  public static final String MEDIA_TYPE = "text/csv; charset=utf-8";

  private static final Pattern FORMULA =
      Pattern.compile("(?s)['\\s]*[=+\\-@\\t\\r\\n\uff1d\uff0b\uff0d\uff20].*");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([.,]\\d+)?");

  private final CSVPrinter printer;

  private Csv(CSVPrinter printer) {
    this.printer = printer;
  }

  /** Begins a file with its header line. */
  public static Csv to(Appendable out, String... header) {
    try {
      return new Csv(
          new CSVPrinter(
              out, CSVFormat.DEFAULT.builder().setHeader(header).setRecordSeparator("\r\n").get()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes a line; null is an empty cell.
   *
   * @throws UncheckedIOException if the reader is gone
   */
  public void line(@Nullable Object... cells) {
    try {
      printer.printRecord(Arrays.stream(cells).map(Csv::cell));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text behind a cell of such a file. */
  public static String text(String cell) {
    return cell.startsWith("'") && harmful(cell.substring(1)) ? cell.substring(1) : cell;
  }

  private static Object cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    String text = value.toString();
    return harmful(text) ? "'" + text : text;
  }

  private static boolean harmful(String text) {
    return FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches();
  }
}
