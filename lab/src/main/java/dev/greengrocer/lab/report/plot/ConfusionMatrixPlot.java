package dev.greengrocer.lab.report.plot;

import dev.greengrocer.statistics.ConfusionMatrix;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.HeatMapStyler;

/**
 * A confusion matrix as a picture: rows are actual classes, columns predicted ones, and each cell
 * says which percentage of its row it holds. Classes without photos have no row.
 */
public final class ConfusionMatrixPlot {

  private static final int CELL = 36;
  private static final int MARGIN = 190;
  private static final int SMALLEST = 520;
  private static final int LETTERS = 13;

  /** What the chart can number, though a model may know one class only. */
  private static final int FEWEST_LABELS = 2;

  private ConfusionMatrixPlot() {}

  /** Draws the matrix as a PNG. */
  public static byte[] png(ConfusionMatrix matrix, ChartPalette palette) {
    List<String> columns = matrix.labels();
    List<String> rows = new ArrayList<>();
    List<Number[]> cells = new ArrayList<>();
    // The lowest row is the first one, so the rows go backwards.
    for (int actual = columns.size() - 1; actual >= 0; actual--) {
      if (matrix.support(actual) > 0) {
        for (int predicted = 0; predicted < columns.size(); predicted++) {
          long count = matrix.count(actual, predicted);
          if (count > 0) {
            long percent = Math.round(100.0 * count / matrix.support(actual));
            cells.add(new Number[] {predicted, rows.size(), percent});
          }
        }
        rows.add(columns.get(actual));
      }
    }
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(Math.max(SMALLEST, MARGIN + CELL * columns.size()))
            .height(Math.max(SMALLEST, MARGIN + CELL * rows.size()))
            .xAxisTitle("predicted")
            .yAxisTitle("actual")
            .build();
    chart.addSeries("% of the photos of a class", columns, rows, cells);
    palette.dress(chart.getStyler(), LETTERS);
    HeatMapStyler styler = chart.getStyler();
    styler
        .setRangeColors(new Color[] {palette.background(), palette.full()})
        .setMin(0)
        .setMax(100)
        .setShowValue(true)
        .setValueFontColor(palette.ink());
    styler
        .setXAxisLabelRotation(90)
        .setXAxisMaxLabelCount(Math.max(FEWEST_LABELS, columns.size()))
        .setPlotContentSize(1)
        .setLegendVisible(false);
    return ChartPng.of(chart);
  }
}
