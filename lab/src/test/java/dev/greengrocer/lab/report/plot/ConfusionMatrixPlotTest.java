package dev.greengrocer.lab.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.statistics.ConfusionMatrix;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfusionMatrixPlotTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 50})
  void draws_as_many_classes_as_a_model_knows(int classes) throws IOException {
    List<String> labels = IntStream.range(0, classes).mapToObj(label -> "kind " + label).toList();
    int[] named = new int[classes];
    ConfusionMatrix matrix = ConfusionMatrix.of(labels, named, named);

    byte[] png = ConfusionMatrixPlot.png(matrix, ChartPalette.LIGHT);

    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isGreaterThanOrEqualTo(520);
  }
}
