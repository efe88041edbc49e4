package dev.greengrocer.lab.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.RgbImage;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class OptionsPlotTest {

  private static final OptionsPlot.Panel RATE =
      new OptionsPlot.Panel(
          "learning-rate",
          List.of(0.0001, 0.001, 0.01),
          List.of(0.5, 0.8, 0.6),
          List.of(false, true, false),
          true,
          List.of(),
          OptionalDouble.of(0.5));

  private static final OptionsPlot.Panel OPTIMIZER =
      new OptionsPlot.Panel(
          "optimizer",
          List.of(0.0, 1.0, 1.0),
          List.of(0.5, 0.8, 0.6),
          List.of(false, true, false),
          false,
          List.of("adamw", "sgd"),
          OptionalDouble.empty());

  @Test
  void panels_stand_three_in_a_row_and_none_is_empty() {
    RgbImage picture = picture(List.of(RATE, OPTIMIZER, RATE, OPTIMIZER));

    assertThat(picture.width()).isEqualTo(3 * 460);
    assertThat(picture.height()).isEqualTo(2 * 360);
    assertThat(darkPixels(picture, 0, 0)).isGreaterThan(100);
    assertThat(darkPixels(picture, 460, 0)).isGreaterThan(100);
    assertThat(darkPixels(picture, 0, 360)).isGreaterThan(100);
    assertThat(darkPixels(picture, 460, 360)).as("the fourth is the last").isZero();
  }

  @Test
  void fewer_panels_make_a_narrower_picture() {
    assertThat(picture(List.of(RATE)).width()).isEqualTo(460);
    assertThat(picture(Collections.nCopies(2, OPTIMIZER)).width()).isEqualTo(920);
  }

  @Test
  void lists_of_different_lengths_are_refused() {
    assertThatThrownBy(
            () ->
                new OptionsPlot.Panel(
                    "x",
                    List.of(1.0),
                    List.of(),
                    List.of(true),
                    false,
                    List.of(),
                    OptionalDouble.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'x'");
  }

  private static RgbImage picture(List<OptionsPlot.Panel> panels) {
    return new ImageDecoder().decode(OptionsPlot.png(panels), "plot");
  }

  private static int darkPixels(RgbImage picture, int left, int top) {
    int dark = 0;
    for (int y = top; y < top + 360; y++) {
      for (int x = left; x < left + 460; x++) {
        dark += (picture.pixels()[3 * (y * picture.width() + x)] & 0xff) < 128 ? 1 : 0;
      }
    }
    return dark;
  }
}
