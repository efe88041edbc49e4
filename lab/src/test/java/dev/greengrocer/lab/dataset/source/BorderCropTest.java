package dev.greengrocer.lab.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.image.RgbImage;
import dev.greengrocer.lab.dataset.DrawnScenes;
import java.awt.Color;
import org.junit.jupiter.api.Test;

final class BorderCropTest {

  @Test
  void letterbox_bars_are_cut_off() {
    RgbImage boxed = DrawnScenes.letterboxed(DrawnScenes.scene(1, 200, 100), 200, Color.BLACK);

    RgbImage cropped = BorderCrop.apply(boxed);

    assertThat(cropped.width()).isEqualTo(200);
    assertThat(cropped.height()).isBetween(99, 101);
  }

  @Test
  void bars_around_an_even_background_go_together_with_it() {
    RgbImage tomato = DrawnScenes.tomato(1, 200);
    RgbImage boxed = DrawnScenes.letterboxed(tomato, 200, Color.BLACK);

    // The tomato itself is 160 pixels wide.
    assertThat(BorderCrop.apply(boxed).width()).isBetween(155, 160);
    assertThat(BorderCrop.apply(tomato).width()).isBetween(155, 160);
  }

  @Test
  void an_image_that_is_all_border_stays_as_it_is() {
    RgbImage white = DrawnScenes.flat(255, 255, 255, 40, 30);

    assertThat(BorderCrop.apply(white)).isSameAs(white);
  }

  @Test
  void a_photo_without_border_stays_as_it_is() {
    RgbImage scene = DrawnScenes.scene(5, 200, 100);

    assertThat(BorderCrop.apply(scene)).isSameAs(scene);
  }
}
