package dev.greengrocer.analytics.powerbi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something on a page.
 *
 * @param title above it; the text itself of a text
 * @param kind what it is
 * @param box where it is
 * @param shows what it shows
 */
record Visual(String title, Kind kind, Box box, Shows shows) {

  /** What it is, and what Power BI calls that. */
  enum Kind {
    TEXT("textbox"),
    SLICER("slicer"),
    CARD("cardVisual"),
    LINE("lineChart"),
    STACK("columnChart"),
    COLUMNS("clusteredColumnChart"),
    BARS("clusteredBarChart"),
    MATRIX("pivotTable"),
    TABLE("tableEx");

    private final String visualType;

    Kind(String visualType) {
      this.visualType = visualType;
    }

    String visualType() {
      return visualType;
    }
  }

  /**
   * What a visual shows.
   *
   * @param by columns by which it is split
   * @param series the column of its colours, or of a matrix's columns, or null
   * @param values figures
   */
  record Shows(List<Field> by, @Nullable Field series, List<Field> values) {
    Shows {
      by = List.copyOf(by);
      values = List.copyOf(values);
    }
  }

  static Visual text(String text, Box box) {
    return new Visual(text, Kind.TEXT, box, new Shows(List.of(), null, List.of()));
  }

  static Visual slicer(String title, Box box, String by) {
    return new Visual(title, Kind.SLICER, box, new Shows(List.of(Field.of(by)), null, List.of()));
  }

  /** Figures side by side, each in large digits. */
  static Visual cards(Box box, String... values) {
    return new Visual("", Kind.CARD, box, new Shows(List.of(), null, fields(values)));
  }

  static Visual chart(String title, Kind kind, Box box, String by, String... values) {
    return new Visual(title, kind, box, new Shows(List.of(Field.of(by)), null, fields(values)));
  }

  static Visual table(String title, Box box, List<String> by, String... values) {
    return new Visual(
        title,
        Kind.TABLE,
        box,
        new Shows(by.stream().map(Field::of).toList(), null, fields(values)));
  }

  /** The same with a colour, or a column of a matrix, for each value of a column. */
  Visual in(String series) {
    return new Visual(title, kind, box, new Shows(shows.by, Field.of(series), shows.values));
  }

  /** The fields by the role that they have in a visual of this kind. */
  Map<String, List<Field>> roles() {
    Map<String, List<Field>> roles = new TreeMap<>();
    switch (kind) {
      case TEXT -> {}
      case SLICER -> roles.put("Values", shows.by);
      case CARD -> roles.put("Data", shows.values);
      case LINE, STACK, COLUMNS, BARS -> {
        roles.put("Category", shows.by);
        roles.put("Y", shows.values);
        series().ifPresent(series -> roles.put("Series", List.of(series)));
      }
      case MATRIX -> {
        roles.put("Rows", shows.by);
        roles.put("Values", shows.values);
        series().ifPresent(series -> roles.put("Columns", List.of(series)));
      }
      case TABLE ->
          roles.put("Values", Stream.concat(shows.by.stream(), shows.values.stream()).toList());
    }
    return roles;
  }

  /** Whether a choice there leaves this as it is: months side by side are not for one month. */
  boolean ignores(Visual slicer) {
    return slicer.kind == Kind.SLICER && kind == Kind.LINE && shows.by.equals(slicer.shows.by);
  }

  Optional<Field> series() {
    return Optional.ofNullable(shows.series);
  }

  private static List<Field> fields(String... texts) {
    return List.of(texts).stream().map(Field::of).toList();
  }
}
