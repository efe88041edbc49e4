package dev.greengrocer.lab.report.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.style.AxesChartStyler;

/** The colours of a chart, for a page that is light and for one that is dark. */
public enum ChartPalette {
  LIGHT(0xffffff, 0x1f2a24, 0x6b776f, 0xdfe5e1, 0x2e7d4f, 0xd9822b, 0x8a9690, 0x63ba88),
  DARK(0x151b18, 0xe6ece8, 0x9aa69f, 0x2f3a34, 0x6ecf95, 0xf0a95a, 0x7d8a83, 0x2a7a4b);

  private final Color background;
  private final Color ink;
  private final Color quiet;
  private final Color grid;
  private final Color first;
  private final Color second;
  private final Color neutral;
  private final Color full;

  ChartPalette(
      int background, int ink, int quiet, int grid, int first, int second, int neutral, int full) {
    this.background = new Color(background);
    this.ink = new Color(ink);
    this.quiet = new Color(quiet);
    this.grid = new Color(grid);
    this.first = new Color(first);
    this.second = new Color(second);
    this.neutral = new Color(neutral);
    this.full = new Color(full);
  }

  /** The page itself. */
  Color background() {
    return background;
  }

  /** What the eye should follow first. */
  Color first() {
    return first;
  }

  /** What the eye should compare with it. */
  Color second() {
    return second;
  }

  /** Lines that are only there for orientation. */
  Color neutral() {
    return neutral;
  }

  /** Text, also on {@link #full}. */
  Color ink() {
    return ink;
  }

  /** The cell of a heat map that holds everything. */
  Color full() {
    return full;
  }

  /** Gives a chart these colours and letters of a size in points. */
  void dress(AxesChartStyler styler, int size) {
    Font plain = new Font(Font.SANS_SERIF, Font.PLAIN, size);
    styler
        .setAxisTickLabelsFont(plain)
        .setAxisTitleFont(plain)
        .setAxisTickLabelsColor(quiet)
        .setAxisTickMarksColor(grid)
        .setPlotGridLinesColor(grid)
        .setPlotGridLinesStroke(new BasicStroke(1))
        .setAxisTicksLineVisible(false)
        .setXAxisTitleColor(ink)
        .setYAxisTitleColor(ink)
        .setChartBackgroundColor(background)
        .setPlotBackgroundColor(background)
        .setPlotBorderVisible(false)
        .setLegendBackgroundColor(background)
        .setLegendBorderColor(background)
        .setLegendFont(plain)
        .setChartFontColor(ink)
        .setAntiAlias(true)
        .setChartPadding(size);
  }
}
