package dev.greengrocer.lab.report.plot;

import dev.greengrocer.lab.evaluation.Calibration;
import dev.greengrocer.lab.evaluation.CalibrationBin;
import dev.greengrocer.statistics.Interval;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How often the model is right against how sure it says it is: one dot a bin of confidences with
 * its 95 % interval; on the diagonal both agree.
 */
public final class ReliabilityDiagram {

  private ReliabilityDiagram() {}

  /** Draws the diagram as a PNG. */
  public static byte[] png(Calibration calibration, ChartPalette palette) {
    XYChart chart =
        new XYChartBuilder()
            .width(900)
            .height(720)
            .xAxisTitle("confidence of the answer")
            .yAxisTitle("share of right answers")
            .build();
    palette.dress(chart.getStyler(), 18);
    chart
        .getStyler()
        .setXAxisMin(0.0)
        .setXAxisMax(1.0)
        .setYAxisMin(0.0)
        .setYAxisMax(1.0)
        .setXAxisDecimalPattern("0.0")
        .setYAxisDecimalPattern("0.0")
        .setMarkerSize(13)
        .setLegendPosition(LegendPosition.OutsideS)
        .setLegendLayout(LegendLayout.Horizontal);

    XYSeries diagonal =
        chart.addSeries("as often right as sure", new double[] {0, 1}, new double[] {0, 1});
    line(diagonal, palette.neutral(), 2);
    List<CalibrationBin> bins =
        calibration.bins().stream().filter(bin -> bin.accuracy().trials() > 0).toList();
    for (CalibrationBin bin : bins) {
      double x = bin.meanConfidence().orElseThrow();
      Interval interval = bin.accuracy().interval().orElseThrow();
      XYSeries bar =
          chart.addSeries(
              "interval of the bin from " + bin.low(),
              new double[] {x, x},
              new double[] {interval.low(), interval.high()});
      line(bar, palette.first(), 2);
      bar.setShowInLegend(false);
    }
    XYSeries dots =
        chart.addSeries(
            "this model, with 95 % intervals",
            bins.stream().map(bin -> bin.meanConfidence().orElseThrow()).toList(),
            bins.stream().map(bin -> bin.accuracy().value().orElseThrow()).toList());
    line(dots, palette.first(), 3);
    dots.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(palette.first());
    return ChartPng.of(chart);
  }

  private static void line(XYSeries series, Color colour, float width) {
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(colour);
    series.setLineStyle(new BasicStroke(width));
  }
}
