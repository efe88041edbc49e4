package dev.greengrocer.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file (RFC 4180) that a spreadsheet may open. Text that a spreadsheet would run as a formula
 * gets an apostrophe before it, as <a
 * href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP advises</a>, full-width signs
 * included; {@link #text} takes it away again. Numbers, signs included, stay as they are. Not
 * thread-safe.
 *
 * <pre>{@code
 * Csv file = Csv.to(response.getWriter(), "name", "price");
 * file.line("tomato", "2.99");
 * file.line("=cmd|' /C calc'!A0", null); // '=cmd|' /C calc'!A0,
 * }</pre>
 */
public final class Csv {

  /** What a download of one is. */
  public static final String MEDIA_TYPE = "text/csv; charset=utf-8";

  private static final Pattern FORMULA =
      Pattern.compile("(?s)['\\s]*[=+\\-@\\t\\r\\n\uff1d\uff0b\uff0d\uff20].*");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([.,]\\d+)?");

  private final Appendable out;
  private final String lineEnd;
  private int columns;

  private Csv(Appendable out, String lineEnd) {
    this.out = out;
    this.lineEnd = lineEnd;
  }

  /** Begins a file for people, whose lines end as RFC 4180 has them, with its header line. */
  public static Csv to(Appendable out, String... header) {
    return new Csv(out, "\r\n").header(header);
  }

  /** Begins a file for other commands, whose lines end with a line feed, with its header line. */
  public static Csv piped(Appendable out, String... header) {
    return new Csv(out, "\n").header(header);
  }

  private Csv header(String... header) {
    columns = header.length;
    line((Object[]) header);
    return this;
  }

  /**
   * Writes a line; null is an empty cell.
   *
   * @throws UncheckedIOException if the reader is gone
   */
  public void line(@Nullable Object... cells) {
    try {
      for (int i = 0; i < cells.length; i++) {
        out.append(i == 0 ? "" : ",").append(quoted(cell(cells[i])));
      }
      out.append(lineEnd);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes a line of which only the first cells are known, such as the id of what cannot be read;
   * the others are empty.
   *
   * @throws UncheckedIOException if the reader is gone
   */
  public void beginning(@Nullable Object... first) {
    line(Arrays.copyOf(first, columns));
  }

  /** The text of a cell that a spreadsheet shows and does not run. */
  public static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    String text = value.toString();
    return !(value instanceof Number) && isFormula(text) ? "'" + text : text;
  }

  /** The text behind a cell of such a file. */
  public static String text(String cell) {
    return cell.startsWith("'") && isFormula(cell.substring(1)) ? cell.substring(1) : cell;
  }

  private static boolean isFormula(String text) {
    if (text.isEmpty() || Character.isLetterOrDigit(text.charAt(0))) {
      return false; // as most are: a million rows have no time for patterns
    }
    return FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches();
  }

  // Spaces around a text are part of it, and some readers take them away where nothing quotes them.
  private static String quoted(String text) {
    return isPlain(text) && text.equals(text.strip())
        ? text
        : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == ',' || c == '\r' || c == '\n') {
        return false;
      }
    }
    return true;
  }
}
