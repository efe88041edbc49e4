package dev.greengrocer.lab.report.plot;

import dev.greengrocer.lab.evaluation.CoveragePoint;
import dev.greengrocer.lab.evaluation.DecisionMetrics;
import dev.greengrocer.lab.evaluation.EvaluatedSets;
import dev.greengrocer.lab.evaluation.SetMetrics;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Wrong names against the share of photos accepted, one curve for each labelled set, with the point
 * of the model's own rule marked. Curves differ by their dashes and marks by their shape, too, so
 * that the plot can be read in black and white.
 */
public final class RiskCoveragePlot {

  /** Lengths of dashes and gaps, in pixels; no dashes is a whole line. */
  private static final List<List<Integer>> DASHES =
      List.of(List.of(), List.of(20, 10), List.of(5, 8), List.of(24, 8, 5, 8), List.of(10, 6));

  private static final List<Marker> MARKS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.TRIANGLE_UP,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.CROSS);

  private static final int WIDTH = 900;
  private static final int HEIGHT = 600;

  private RiskCoveragePlot() {}

  /**
   * Draws the curves as a PNG.
   *
   * @param sets with at least one that is labelled
   */
  public static byte[] png(EvaluatedSets sets, ChartPalette palette) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle("share of photos accepted (coverage)")
            .yAxisTitle("share of these names that are wrong (risk)")
            .build();
    palette.dress(chart.getStyler(), 18);
    chart
        .getStyler()
        .setXAxisMin(0.0)
        .setXAxisMax(1.0)
        .setYAxisMin(0.0)
        .setXAxisDecimalPattern("0.0")
        .setYAxisDecimalPattern("0.00")
        .setMarkerSize(16)
        .setLegendSeriesLineLength(60)
        .setLegendPosition(LegendPosition.OutsideS)
        .setLegendLayout(LegendLayout.Vertical);
    List<Color> colours = List.of(palette.first(), palette.second(), palette.ink());
    double highest =
        sets.labelled().stream()
            .flatMap(set -> set.risk().curve().points().stream())
            .mapToDouble(point -> point.risk().value().orElseThrow())
            .max()
            .orElse(0);
    for (int i = 0; i < sets.labelled().size(); i++) {
      add(chart, sets.labelled().get(i), i, colours.get(i % colours.size()), highest);
    }
    return ChartPng.of(chart);
  }

  private static void add(XYChart chart, SetMetrics set, int index, Color colour, double highest) {
    List<CoveragePoint> points = set.risk().curve().points();
    DashedLine line =
        DashedLine.of(
            points.stream().map(point -> point.coverage().value().orElseThrow()).toList(),
            points.stream().map(point -> point.risk().value().orElseThrow()).toList(),
            DASHES.get(index % DASHES.size()),
            WIDTH,
            highest == 0 ? 0 : HEIGHT / highest);
    XYSeries curve = chart.addSeries(set.name(), line.xs(), line.ys());
    curve.setMarker(SeriesMarkers.NONE);
    curve.setLineColor(colour);
    curve.setLineStyle(stroke(DASHES.get(index % DASHES.size())));
    DecisionMetrics decisions = set.decisions();
    if (decisions.accepted().hits() > 0) {
      XYSeries rule =
          chart.addSeries(
              // A name that no folder can have; it is not shown.
              "\0" + index,
              List.of(decisions.accepted().value().orElseThrow()),
              List.of(decisions.acceptedWrong().value().orElseThrow()));
      rule.setMarker(MARKS.get(index % MARKS.size()));
      rule.setMarkerColor(colour);
      rule.setShowInLegend(false);
    }
  }

  private static BasicStroke stroke(List<Integer> dashes) {
    if (dashes.isEmpty()) {
      return new BasicStroke(3);
    }
    float[] lengths = new float[dashes.size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = dashes.get(i);
    }
    return new BasicStroke(3, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, lengths, 0);
  }
}
