package dev.greengrocer.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidModelException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PreprocessingTest {

  @Test
  void channels_are_scaled_shifted_and_laid_out_one_after_the_other() {
    Preprocessing preprocessing =
        new Preprocessing(1, 1, List.of(0.5, 0.25, 0.2), List.of(0.25, 0.5, 0.1));
    RgbImage image = new RgbImage(2, 1, new byte[] {(byte) 255, 0, 51, 0, (byte) 255, 102});

    ImageTensor tensor = preprocessing.normalise(image);

    // Red (1 - 0.5) / 0.25 and (0 - 0.5) / 0.25; green (0 - 0.25) / 0.5 and (1 - 0.25) / 0.5;
    // blue (0.2 - 0.2) / 0.1 and (0.4 - 0.2) / 0.1.
    assertThat(tensor.values())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(2, -2, -0.5f, 1.5f, 0, 2);
    assertThat(tensor.shape()).containsExactly(1, 3, 1, 2);
  }

  @Test
  void input_that_was_normalised_otherwise_is_normalised_anew() {
    Preprocessing ours = new Preprocessing(4, 4, List.of(0.5, 0.25, 0.2), List.of(0.25, 0.5, 0.1));
    Preprocessing theirs =
        new Preprocessing(8, 8, Preprocessing.IMAGENET_MEAN, Preprocessing.IMAGENET_STD);
    RgbImage image = new RgbImage(2, 1, new byte[] {(byte) 255, 0, 51, 0, (byte) 255, 102});

    ImageTensor anew = theirs.renormalise(ours.normalise(image), ours);

    assertThat(anew.values())
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(theirs.normalise(image).values());
    assertThat(anew.shape()).containsExactly(1, 3, 1, 2);
  }

  @Test
  void the_pixels_of_an_input_are_those_that_it_was_made_of() {
    Preprocessing preprocessing =
        new Preprocessing(1, 1, Preprocessing.IMAGENET_MEAN, Preprocessing.IMAGENET_STD);
    byte[] every = new byte[256 * 3];
    for (int i = 0; i < every.length; i++) {
      every[i] = (byte) (i / 3 + 85 * (i % 3));
    }

    ImageTensor tensor = preprocessing.normalise(new RgbImage(16, 16, every));

    assertThat(preprocessing.pixels(tensor, 0).pixels()).containsExactly(every);
  }

  @Test
  void values_beyond_what_pixels_can_be_become_black_and_white() {
    Preprocessing preprocessing =
        new Preprocessing(1, 1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
    ImageTensor tensor = new ImageTensor(1, 3, 1, 1, new float[] {-0.1f, 1.1f, 0.5f});

    // 255 times a half is 127.5, which is rounded up.
    assertThat(preprocessing.pixels(tensor, 0).pixels()).containsExactly(0, 255, 128);
  }

  @Test
  void the_centre_of_a_portrait_is_cut_out() {
    // Short side 4 stays 4; the centre 2 x 2 begins 1 pixel from the left and 2 from the top.
    assertThat(crop(4, 6, 4, 2)).containsExactly(9, 10, 13, 14);
  }

  @Test
  void the_centre_of_a_landscape_with_odd_sides_is_cut_out() {
    assertThat(crop(5, 3, 3, 3)).containsExactly(1, 2, 3, 6, 7, 8, 11, 12, 13);
  }

  @Test
  void half_a_pixel_is_rounded_to_the_right_and_down() {
    assertThat(crop(4, 3, 3, 3)).containsExactly(1, 2, 3, 5, 6, 7, 9, 10, 11);
    assertThat(crop(3, 4, 3, 3)).containsExactly(3, 4, 5, 6, 7, 8, 9, 10, 11);
  }

  @Test
  void a_large_photo_is_shrunk_by_averaging() {
    // 8 x 4 with short side 4 to 2: the centre 4 x 4 in blocks of 2 x 2. The first block holds
    // pixels 2, 3, 10, 11: mean 6.5, rounded to even or up.
    assertThat(crop(8, 4, 2, 2)[0]).isIn(6, 7);
    assertThat(crop(8, 4, 2, 2)[3] - crop(8, 4, 2, 2)[0]).isEqualTo(18);
  }

  @Test
  void a_photo_smaller_than_the_crop_is_enlarged() {
    RgbImage image =
        new RgbImage(2, 2, new byte[] {0, 0, 0, 100, 100, 100, 0, 0, 0, 100, 100, 100});

    byte[] pixels = plain(4, 4).crop(image).pixels();

    assertThat(reds(pixels))
        .containsExactly(0, 25, 75, 100, 0, 25, 75, 100, 0, 25, 75, 100, 0, 25, 75, 100);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 7", "9, 1", "33, 47", "500, 3"})
  void any_photo_becomes_the_size_that_the_network_takes(int width, int height) {
    ImageTensor tensor =
        plain(9, 8).apply(new RgbImage(width, height, new byte[width * height * 3]));

    assertThat(tensor.shape()).containsExactly(1, 3, 8, 8);
    assertThat(tensor.values()).hasSize(192).containsOnly(0);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "8, 9", "9000, 8"})
  void sizes_that_cannot_be_are_refused(int resize, int size) {
    assertThatThrownBy(() -> plain(resize, size))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("size " + size + ", resize " + resize);
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "NaN", "Infinity"})
  void a_standard_deviation_that_cannot_divide_is_refused(double std) {
    assertThatThrownBy(
            () -> new Preprocessing(8, 8, List.of(0.0, 0.0, 0.0), List.of(1.0, std, 1.0)))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("std");
  }

  @Test
  void two_channels_are_too_few() {
    assertThatThrownBy(() -> new Preprocessing(8, 8, List.of(0.0, 0.0), List.of(1.0, 1.0, 1.0)))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("three finite numbers each");
  }

  /** The crop of an image whose pixels are numbered row by row. */
  private static int[] crop(int width, int height, int resize, int size) {
    byte[] pixels = new byte[width * height * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i / 3);
    }
    return reds(plain(resize, size).crop(new RgbImage(width, height, pixels)).pixels());
  }

  private static int[] reds(byte[] pixels) {
    int[] reds = new int[pixels.length / 3];
    for (int i = 0; i < reds.length; i++) {
      reds[i] = pixels[3 * i] & 0xff;
    }
    return reds;
  }

  private static Preprocessing plain(int resize, int size) {
    return new Preprocessing(resize, size, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
  }
}
