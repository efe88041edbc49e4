package dev.greengrocer.lab.report.plot;

import dev.greengrocer.lab.dataset.prepare.DatasetReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** How long the short side of the photos is: what a network can hope to see of them. */
public final class DatasetSizePlot {

  /** Upper ends of the columns, in pixels; the last column holds what is longer. */
  private static final List<Integer> ENDS =
      List.of(64, 96, 128, 160, 192, 224, 256, 320, 384, 512, 768, 1024, 2048);

  /** Pixels between labels; XChart leaves out labels that are nearer than its own default. */
  private static final int EVERY_LABEL = 1;

  private DatasetSizePlot() {}

  /** Draws columns as a PNG. */
  public static byte[] png(DatasetReport report, ChartPalette palette) {
    List<Integer> counts = new ArrayList<>(Collections.nCopies(ENDS.size() + 1, 0));
    report
        .sizes()
        .forEach(
            size -> {
              int column = column(Math.min(size.width(), size.height()));
              counts.set(column, counts.get(column) + 1);
            });
    List<String> names = new ArrayList<>(ENDS.stream().map(end -> "≤ " + end).toList());
    names.add("> " + ENDS.get(ENDS.size() - 1));
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(900)
            .height(420)
            .xAxisTitle("short side in pixels")
            .yAxisTitle("photos")
            .build();
    palette.dress(chart.getStyler(), 16);
    chart
        .getStyler()
        .setAvailableSpaceFill(0.8)
        .setYAxisDecimalPattern("#,###")
        .setXAxisTickMarkSpacingHint(EVERY_LABEL)
        .setXAxisLabelRotation(45)
        .setLegendVisible(false);
    chart.addSeries("photos", names, counts).setFillColor(palette.first());
    return ChartPng.of(chart);
  }

  private static int column(int pixels) {
    int column = 0;
    while (column < ENDS.size() && pixels > ENDS.get(column)) {
      column++;
    }
    return column;
  }
}
