package dev.greengrocer.lab.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class LearningCurvePlotTest {

  @Test
  void draws_both_charts_from_the_first_epoch_on() throws IOException {
    byte[] one = plot(List.of(2.0)).png();
    byte[] two = plot(List.of(2.0, 1.0)).png();

    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(two));
    assertThat(picture.getWidth()).isEqualTo(1280);
    assertThat(picture.getHeight()).isEqualTo(480);
    assertThat(two).isNotEqualTo(one).isEqualTo(plot(List.of(2.0, 1.0)).png());
  }

  @Test
  void curves_of_different_lengths_are_refused() {
    assertThatThrownBy(
            () ->
                new LearningCurvePlot(
                    "t", List.of(1.0), List.of(1.0, 2.0), List.of(0.5), List.of(0.5)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static LearningCurvePlot plot(List<Double> losses) {
    List<Double> accuracy = losses.stream().map(loss -> 1 / (1 + loss)).toList();
    return new LearningCurvePlot("t", losses, losses, accuracy, accuracy);
  }
}
