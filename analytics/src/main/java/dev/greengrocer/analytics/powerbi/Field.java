package dev.greengrocer.analytics.powerbi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column or figure that a visual shows.
 *
 * @param table of the model
 * @param name in it
 * @param isMeasure whether it is a figure
 */
record Field(String table, String name, boolean isMeasure) {

  private static final Pattern WRITTEN = Pattern.compile("([^\\[\\]]*)\\[([^\\[\\]]+)]");

  /** Reads {@code Class[Kind]}, a column, or {@code [Answers]}, a figure. */
  static Field of(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw new IllegalArgumentException(
          "'%s' is neither Table[Column] nor [Measure]".formatted(text));
    }
    boolean isMeasure = written.group(1).isEmpty();
    String name = written.group(2);
    return new Field(
        isMeasure ? Names.of(Measures.named(name).home()) : written.group(1), name, isMeasure);
  }

  /** Its heading in a table: a name alone would not say of which table it is. */
  String heading() {
    return !isMeasure && name.equals("Name") ? table : name;
  }

  /** What a query calls it. */
  String reference() {
    return table + "." + name;
  }
}
