package dev.greengrocer.lab.report.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What mattered in a search for training options: a small scatter plot an option. */
public final class OptionsPlot {

  private static final int COLUMNS = 3;
  private static final int WIDTH = 460;
  private static final int HEIGHT = 360;
  private static final int LETTERS = 13;
  private static final int MARKER = 9;

  private OptionsPlot() {}

  /**
   * One option.
   *
   * @param option its key
   * @param values of the trials
   * @param accuracies as many, in {@code [0, 1]}
   * @param promoted as many: whether the trial went on to a longer training
   * @param logarithmic whether the option counts by factors
   * @param names what the values 0, 1, 2, … mean; empty when they are numbers
   * @param correlation of ranks, in {@code [-1, 1]}; empty when there is none
   */
  public record Panel(
      String option,
      List<Double> values,
      List<Double> accuracies,
      List<Boolean> promoted,
      boolean logarithmic,
      List<String> names,
      OptionalDouble correlation) {

    /** Copies the lists and checks their lengths. */
    public Panel {
      values = List.copyOf(values);
      accuracies = List.copyOf(accuracies);
      promoted = List.copyOf(promoted);
      names = List.copyOf(names);
      if (values.isEmpty()
          || values.size() != accuracies.size()
          || values.size() != promoted.size()) {
        throw new IllegalArgumentException(
            "option '%s': %d values, %d accuracies and %d marks"
                .formatted(option, values.size(), accuracies.size(), promoted.size()));
      }
    }
  }

  /**
   * Draws all panels, row by row, as a PNG file.
   *
   * @param panels at least one
   */
  public static byte[] png(List<Panel> panels) {
    int columns = Math.min(COLUMNS, panels.size());
    int rows = (panels.size() + columns - 1) / columns;
    BufferedImage picture =
        new BufferedImage(columns * WIDTH, rows * HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(ChartPalette.LIGHT.background());
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    for (int i = 0; i < panels.size(); i++) {
      Graphics2D place =
          (Graphics2D) graphics.create(i % columns * WIDTH, i / columns * HEIGHT, WIDTH, HEIGHT);
      chart(panels.get(i)).paint(place, WIDTH, HEIGHT);
      place.dispose();
    }
    graphics.dispose();
    return encode(picture);
  }

  private static XYChart chart(Panel panel) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title(panel))
            .xAxisTitle(legend(panel.names()))
            .yAxisTitle("validation accuracy")
            .build();
    ChartPalette palette = ChartPalette.LIGHT;
    palette.dress(chart.getStyler(), LETTERS);
    chart
        .getStyler()
        .setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter)
        .setYAxisDecimalPattern("0.00")
        .setLegendPosition(Styler.LegendPosition.OutsideS)
        .setLegendLayout(Styler.LegendLayout.Horizontal)
        .setMarkerSize(MARKER);
    if (panel.logarithmic()) {
      // XChart's own logarithmic axis has a label a decade, which may be one or none.
      chart.setCustomXAxisTickLabelsFormatter(
          exponent -> String.format(Locale.ROOT, "%.2g", Math.pow(10, exponent)));
    }
    add(chart, panel, false, "ended here", palette.neutral());
    add(chart, panel, true, "promoted", palette.first());
    return chart;
  }

  private static void add(XYChart chart, Panel panel, boolean promoted, String name, Color colour) {
    int[] shown =
        IntStream.range(0, panel.values().size())
            .filter(i -> panel.promoted().get(i) == promoted)
            .toArray();
    if (shown.length > 0) {
      XYSeries series =
          chart.addSeries(
              name,
              IntStream.of(shown).mapToDouble(i -> place(panel, i)).toArray(),
              IntStream.of(shown).mapToDouble(i -> panel.accuracies().get(i)).toArray());
      series.setMarker(SeriesMarkers.CIRCLE);
      series.setMarkerColor(colour);
    }
  }

  /** What the places on the axis mean, such as {@code 0: adamw, 1: sgd}. */
  private static String legend(List<String> names) {
    return IntStream.range(0, names.size())
        .mapToObj(i -> i + ": " + names.get(i))
        .collect(Collectors.joining(", "));
  }

  private static double place(Panel panel, int trial) {
    double value = panel.values().get(trial);
    return panel.logarithmic() ? Math.log10(value) : value;
  }

  private static String title(Panel panel) {
    return panel.correlation().isPresent()
        ? String.format(
            Locale.ROOT,
            "%s (rank correlation %+.2f)",
            panel.option(),
            panel.correlation().getAsDouble())
        : panel.option();
  }

  private static byte[] encode(BufferedImage picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }
}
