package dev.greengrocer.web.dashboard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Columns side by side, each a stack of parts, in a box 100 high whose foot is at 100 and whose
 * columns are {@value #STEP} apart. The page draws it and shows the same numbers as a table.
 *
 * @param series the names of the parts, from the foot up
 * @param columns the columns from left to right
 * @param top the value at the upper edge, a round number
 */
record Chart(List<String> series, List<Column> columns, double top) {

  /** From one column to the next. */
  static final int STEP = 10;

  private static final int GAP = 1;
  private static final double[] ROUND = {1, 2, 2.5, 5, 10};

  Chart {
    series = List.copyOf(series);
    columns = List.copyOf(columns);
  }

  /**
   * A chart of columns.
   *
   * @param series the names of the parts
   * @param names the name of each column
   * @param values for each column the value of each part, at least 0
   */
  static Chart of(List<String> series, List<String> names, List<double[]> values) {
    return of(
        series,
        names,
        values,
        names.stream()
            .map(name -> new Way(null, Collections.nCopies(series.size(), null)))
            .toList());
  }

  /**
   * A chart whose marks lead to what they count.
   *
   * @param ways for each column where it leads
   */
  static Chart of(List<String> series, List<String> names, List<double[]> values, List<Way> ways) {
    double most = values.stream().mapToDouble(Chart::sum).max().orElse(0);
    double top = roundUp(most);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      List<Part> parts = new ArrayList<>();
      double foot = 100;
      for (int part = 0; part < series.size(); part++) {
        double value = values.get(i)[part];
        double height = value / top * 100;
        foot -= height;
        parts.add(
            new Part("part-" + (part + 1), value, foot, height, ways.get(i).parts().get(part)));
      }
      columns.add(
          new Column(names.get(i), i * STEP + GAP, STEP - 2 * GAP, parts, ways.get(i).column()));
    }
    return new Chart(series, columns, top);
  }

  /** How wide the box is. */
  public int width() {
    return Math.max(1, columns.size()) * STEP;
  }

  /** A few columns, evenly spread from the first to the last, whose names are below the chart. */
  public List<String> axis() {
    int count = Math.min(columns.size(), 4);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(columns.get(count == 1 ? 0 : i * (columns.size() - 1) / (count - 1)).name());
    }
    return names;
  }

  private static double sum(double[] parts) {
    double sum = 0;
    for (double part : parts) {
      sum += part;
    }
    return sum;
  }

  private static double roundUp(double most) {
    if (most <= 0) {
      return 1;
    }
    double magnitude = Math.pow(10, Math.floor(Math.log10(most)));
    for (double step : ROUND) {
      if (step * magnitude >= most) {
        return step * magnitude;
      }
    }
    throw new AssertionError(most + " is beyond ten times its own magnitude");
  }

  /**
   * A column.
   *
   * @param name what it means
   * @param x its left edge
   * @param width how wide it is
   * @param parts from the foot up
   * @param href where it leads, or null
   */
  record Column(String name, int x, int width, List<Part> parts, @Nullable String href) {

    Column {
      parts = List.copyOf(parts);
    }

    /** All parts together. */
    public double total() {
      return parts.stream().mapToDouble(Part::value).sum();
    }
  }

  /**
   * A part of a column.
   *
   * @param look how it is coloured
   * @param value what it means
   * @param y its upper edge
   * @param height how high it is
   * @param href where it leads, or null
   */
  record Part(String look, double value, double y, double height, @Nullable String href) {}

  /**
   * Where a column and its parts lead.
   *
   * @param column an address, or null
   * @param parts an address or null for each
   */
  record Way(@Nullable String column, List<@Nullable String> parts) {

    Way {
      parts = Collections.unmodifiableList(new ArrayList<>(parts));
    }
  }
}
