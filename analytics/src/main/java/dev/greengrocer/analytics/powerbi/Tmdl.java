package dev.greengrocer.analytics.powerbi;

import java.util.regex.Pattern;

/**
 * A file in the Tabular Model Definition Language: tabs for depth, line feeds at line ends. Not
 * thread-safe.
 *
 * @see <a href="https://learn.microsoft.com/analysis-services/tmdl/tmdl-overview">TMDL</a>
 */
final class Tmdl {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private static final int BLANKS = 4;

  private final StringBuilder text = new StringBuilder();

  /** A name as an object is declared and referred to with it. */
  static String name(String name) {
    return PLAIN.matcher(name).matches() ? name : "'" + name.replace("'", "''") + "'";
  }

  /** A text as the value of a property. */
  static String value(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  Tmdl line(int depth, String line) {
    text.append("\t".repeat(depth)).append(line).append('\n');
    return this;
  }

  Tmdl blank() {
    text.append('\n');
    return this;
  }

  /** The description of the object that the next line declares. */
  Tmdl describes(int depth, String words) {
    return line(depth, "/// " + words);
  }

  /**
   * An expression, two levels deeper than the object that it belongs to.
   *
   * @param expression indented by four blanks a level
   */
  Tmdl expression(int depth, String expression) {
    expression
        .lines()
        .forEach(
            line -> {
              String text = line.stripLeading();
              line(depth + 2 + (line.length() - text.length()) / BLANKS, text);
            });
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
