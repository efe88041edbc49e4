package dev.greengrocer.web.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Lines over the epochs of trainings, in a box 100 high whose foot is at 100 and whose epochs are
 * {@value #STEP} apart. The page draws it and shows the same numbers as a table.
 *
 * @param title what it shows
 * @param lines one for each training that has any epoch
 * @param rows the numbers, by epoch
 * @param range the values at the lower and the upper edge
 */
record LineChart(String title, List<Line> lines, List<Row> rows, Range range) {

  /** From one epoch to the next. */
  static final int STEP = 10;

  private static final int HEIGHT = 100;
  private static final int DASH = 2;
  private static final double[] ROUND = {1, 2, 2.5, 5, 10};

  LineChart {
    lines = List.copyOf(lines);
    rows = List.copyOf(rows);
  }

  /**
   * A line.
   *
   * @param look how it is coloured and dashed
   * @param name what it means
   * @param points its places, as SVG has them; a line of one epoch is a short dash
   */
  record Line(String look, String name, String points) {}

  /**
   * The numbers of an epoch.
   *
   * @param epoch from 1
   * @param values one for each line; null where a training has no such epoch
   */
  record Row(int epoch, List<@Nullable Double> values) {}

  /** The values at the edges, round numbers. */
  record Range(double low, double high) {

    private static Range around(List<Double> values) {
      double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
      double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
      double step = roundUp((high - low) / 4);
      double foot = Math.floor(low / step) * step;
      double top = Math.ceil(high / step) * step;
      return new Range(foot, top > foot ? top : foot + step);
    }

    private static double roundUp(double span) {
      if (span <= 0) {
        return 1;
      }
      double magnitude = Math.pow(10, Math.floor(Math.log10(span)));
      for (double step : ROUND) {
        if (step * magnitude >= span) {
          return step * magnitude;
        }
      }
      return 10 * magnitude;
    }

    private double y(double value) {
      return HEIGHT - (value - low) / (high - low) * HEIGHT;
    }
  }

  /**
   * A chart of trainings.
   *
   * @param values of each training by epoch, under its name, in the order of the trainings
   */
  static LineChart of(String title, Map<String, SortedMap<Integer, Double>> values) {
    List<Double> all = values.values().stream().flatMap(line -> line.values().stream()).toList();
    Range range = Range.around(all);
    SortedSet<Integer> epochs = new TreeSet<>();
    values.values().forEach(line -> epochs.addAll(line.keySet()));
    List<Line> lines = new ArrayList<>();
    values.forEach(
        (name, line) ->
            lines.add(new Line("curve-" + (lines.size() + 1), name, points(line, range))));
    List<Row> rows = new ArrayList<>();
    for (int epoch : epochs) {
      List<@Nullable Double> row = new ArrayList<>();
      values.values().forEach(line -> row.add(line.get(epoch)));
      rows.add(new Row(epoch, row));
    }
    return new LineChart(title, lines, rows, range);
  }

  private static String points(SortedMap<Integer, Double> line, Range range) {
    List<String> points = new ArrayList<>();
    line.forEach((epoch, value) -> points.add(point(epoch * STEP, range.y(value))));
    if (line.size() == 1) {
      line.forEach((epoch, value) -> points.add(point(epoch * STEP + DASH, range.y(value))));
    }
    return String.join(" ", points);
  }

  private static String point(int x, double y) {
    return String.format(Locale.ROOT, "%d,%.2f", x, y);
  }

  /** How wide the box is. */
  public int width() {
    return (lastEpoch() + 1) * STEP;
  }

  /** The latest epoch of all lines. */
  public int lastEpoch() {
    return rows.isEmpty() ? 1 : rows.get(rows.size() - 1).epoch();
  }
}
