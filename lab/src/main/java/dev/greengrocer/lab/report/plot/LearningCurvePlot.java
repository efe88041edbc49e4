package dev.greengrocer.lab.report.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How training went: losses on the left, accuracy on the right, over the epochs.
 *
 * @param title such as the model's name
 * @param trainLoss one value an epoch, from epoch 1; at least one
 * @param validationLoss as many
 * @param accuracy on validation, in {@code [0, 1]}, as many
 * @param accuracyMerged the same with synonym groups counted as one label, as many
 */
public record LearningCurvePlot(
    String title,
    List<Double> trainLoss,
    List<Double> validationLoss,
    List<Double> accuracy,
    List<Double> accuracyMerged) {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;

  /** Copies the series and checks that they are of one length. */
  public LearningCurvePlot {
    trainLoss = List.copyOf(trainLoss);
    validationLoss = List.copyOf(validationLoss);
    accuracy = List.copyOf(accuracy);
    accuracyMerged = List.copyOf(accuracyMerged);
    int epochs = trainLoss.size();
    if (epochs == 0
        || validationLoss.size() != epochs
        || accuracy.size() != epochs
        || accuracyMerged.size() != epochs) {
      throw new IllegalArgumentException("the curves need one value an epoch, at least one");
    }
  }

  /** Both charts side by side as a PNG file. */
  public byte[] png() {
    XYChart losses = chart(title, "cross-entropy");
    add(losses, "train", trainLoss);
    add(losses, "validation", validationLoss);
    XYChart accuracies = chart("validation accuracy", "share right");
    add(accuracies, "strict", accuracy);
    add(accuracies, "synonyms merged", accuracyMerged);
    accuracies.getStyler().setLegendPosition(Styler.LegendPosition.InsideSE);
    accuracies.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
    BufferedImage picture = new BufferedImage(2 * WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    losses.paint(graphics, WIDTH, HEIGHT);
    graphics.translate(WIDTH, 0);
    accuracies.paint(graphics, WIDTH, HEIGHT);
    graphics.dispose();
    return encode(picture);
  }

  private static XYChart chart(String title, String yAxis) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("epoch")
            .yAxisTitle(yAxis)
            .build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNE);
    return chart;
  }

  private static void add(XYChart chart, String name, List<Double> values) {
    List<Integer> epochs = IntStream.rangeClosed(1, values.size()).boxed().toList();
    chart.addSeries(name, epochs, values).setMarker(SeriesMarkers.NONE);
  }

  private static byte[] encode(BufferedImage picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
