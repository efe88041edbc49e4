package dev.greengrocer.lab.report.plot;

import dev.greengrocer.lab.dataset.prepare.DatasetSummary;
import dev.greengrocer.lab.dataset.prepare.LabelCount;
import java.awt.Color;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** How many photos each label has, split by split, the richest label first. */
public final class DatasetBalancePlot {

  /** Pixels between labels; XChart leaves out labels that are nearer than its own default. */
  private static final int EVERY_LABEL = 1;

  private DatasetBalancePlot() {}

  /** Draws stacked columns as a PNG. */
  public static byte[] png(DatasetSummary summary, ChartPalette palette) {
    List<LabelCount> labels =
        summary.labels().stream()
            .sorted(
                Comparator.comparingInt(LabelCount::total)
                    .reversed()
                    .thenComparing(LabelCount::label))
            .toList();
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(Math.max(900, 34 * labels.size()))
            .height(560)
            .yAxisTitle("photos")
            .build();
    palette.dress(chart.getStyler(), 16);
    chart
        .getStyler()
        .setStacked(true)
        .setAvailableSpaceFill(0.8)
        .setYAxisDecimalPattern("#,###")
        .setXAxisTickMarkSpacingHint(EVERY_LABEL)
        .setXAxisLabelRotation(90)
        .setLegendPosition(LegendPosition.InsideNE)
        .setLegendLayout(LegendLayout.Horizontal);
    add(chart, labels, "train", LabelCount::train, palette.first());
    add(chart, labels, "validation", LabelCount::validation, palette.second());
    add(chart, labels, "test", LabelCount::test, palette.neutral());
    return ChartPng.of(chart);
  }

  private static void add(
      CategoryChart chart,
      List<LabelCount> labels,
      String name,
      Function<LabelCount, Integer> photos,
      Color colour) {
    chart
        .addSeries(
            name,
            labels.stream().map(LabelCount::label).toList(),
            labels.stream().map(photos).toList())
        .setFillColor(colour);
  }
}
