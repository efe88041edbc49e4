package dev.greengrocer.lab.report.plot;

import dev.greengrocer.lab.evaluation.CoverageCurve;
import dev.greengrocer.lab.evaluation.CoveragePoint;
import dev.greengrocer.lab.evaluation.EvaluationResult;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The accuracy of the surest answers against the share of photos that they answer. */
public final class CoveragePlot {

  private CoveragePlot() {}

  /** Draws the strict and the merged curve as a PNG. */
  public static byte[] png(EvaluationResult result, ChartPalette palette) {
    XYChart chart =
        new XYChartBuilder()
            .width(900)
            .height(560)
            .xAxisTitle("share of photos answered, the surest first")
            .yAxisTitle("share of these answers that are right")
            .build();
    palette.dress(chart.getStyler(), 18);
    chart
        .getStyler()
        .setXAxisMin(0.0)
        .setXAxisMax(1.0)
        .setYAxisMax(1.0)
        .setXAxisDecimalPattern("0.0")
        .setYAxisDecimalPattern("0.00")
        .setLegendPosition(LegendPosition.OutsideS)
        .setLegendLayout(LegendLayout.Horizontal);
    addGuide(chart, result.strict().top1().value().orElseThrow(), palette.neutral());
    add(chart, "synonyms merged", result.merged().coverage(), palette.second());
    add(chart, "strict", result.strict().coverage(), palette.first());
    return ChartPng.of(chart);
  }

  /**
   * The accuracy without silence, to compare with. Its middle point is out of line on purpose:
   * XChart marks the values themselves on the axis when they are equally spaced.
   */
  private static void addGuide(XYChart chart, double accuracy, Color colour) {
    XYSeries guide =
        chart.addSeries(
            "strict, everything answered",
            new double[] {0, 0.3, 1},
            new double[] {accuracy, accuracy, accuracy});
    guide.setMarker(SeriesMarkers.NONE);
    guide.setLineColor(colour);
    guide.setLineStyle(new BasicStroke(1.5f));
  }

  private static void add(XYChart chart, String name, CoverageCurve curve, Color colour) {
    List<CoveragePoint> points = curve.points();
    XYSeries series =
        chart.addSeries(
            name,
            points.stream().map(point -> point.coverage().value().orElseThrow()).toList(),
            points.stream().map(point -> point.accuracy().value().orElseThrow()).toList());
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(colour);
    series.setLineStyle(new BasicStroke(3));
  }
}
