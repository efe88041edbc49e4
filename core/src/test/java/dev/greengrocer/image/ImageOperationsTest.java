package dev.greengrocer.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ImageOperationsTest {

  // 3 x 2 pixels, every channel of a pixel has the pixel's number times ten.
  private static final RgbImage NUMBERED = grey(3, 2, 10, 20, 30, 40, 50, 60);

  @Test
  void shrinking_averages_areas() {
    RgbImage small = ImageOperations.resize(grey(4, 2, 10, 30, 0, 0, 20, 40, 8, 8), 2, 1);

    assertThat(reds(small)).containsExactly((10 + 30 + 20 + 40) / 4, (8 + 8) / 4);
  }

  @Test
  void a_batch_shrinks_image_by_image_and_channel_by_channel_without_rounding() {
    float[] values = new float[2 * 3 * 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * 0.25f;
    }
    ImageTensor images = new ImageTensor(2, 3, 2, 2, values);

    ImageTensor small = ImageOperations.resize(images, 1);

    // The mean of four numbers in a row, a quarter apart, is the first and 0.375.
    assertThat(small.shape()).containsExactly(2, 3, 1, 1);
    assertThat(small.values())
        .containsExactly(
            new float[] {0.375f, 1.375f, 2.375f, 3.375f, 4.375f, 5.375f}, within(1e-6f));
    assertThat(ImageOperations.resize(images, 2)).isSameAs(images);
  }

  @Test
  void growing_interpolates() {
    // Pixel centres of the result lie at -0.25, 0.25, 0.75 and 1.25 of the source.
    RgbImage large = ImageOperations.resize(grey(2, 1, 0, 100), 4, 1);

    assertThat(reds(large)).containsExactly(0, 25, 75, 100);
  }

  @Test
  void a_crop_is_cut_where_it_was_asked_for() {
    RgbImage crop = ImageOperations.cropAndResize(NUMBERED, 1, 1, 2, 1, 2, 1);

    assertThat(reds(crop)).containsExactly(50, 60);
  }

  @Test
  void a_crop_that_sticks_out_is_moved_inside() {
    RgbImage crop = ImageOperations.cropAndResize(NUMBERED, 2, -5, 2, 1, 2, 1);

    assertThat(reds(crop)).containsExactly(20, 30);
  }

  @Test
  void mirroring_swaps_left_and_right() {
    assertThat(reds(ImageOperations.mirror(NUMBERED))).containsExactly(30, 20, 10, 60, 50, 40);
  }

  @Test
  void a_warp_takes_each_pixel_from_where_the_matrix_says() {
    RgbImage turned = ImageOperations.warp(NUMBERED, new double[] {0, 1, 0, -1, 0, 1}, 2, 3);

    // (x, y) is taken from (y, 1 - x): a quarter turn clockwise.
    assertThat(reds(turned)).containsExactly(40, 10, 50, 20, 60, 30);
  }

  @Test
  void a_warp_reflects_what_lies_outside() {
    RgbImage moved = ImageOperations.warp(NUMBERED, new double[] {1, 0, -2, 0, 1, 0}, 5, 1);

    // x - 2: -2 and -1 mirror to 2 and 1, without repeating the edge.
    assertThat(reds(moved)).containsExactly(30, 20, 10, 20, 30);
  }

  @Test
  void channels_are_mixed_row_by_row_and_kept_in_range() {
    RgbImage pixel = new RgbImage(1, 1, new byte[] {100, (byte) 200, 10});

    RgbImage mixed =
        ImageOperations.mixChannels(
            pixel, new double[] {0.5, 0.25, 0, 1, 0, 2, 0, 0, 0, 0, 1, -20});

    // 50 + 50 + 1; 400 is cut to 255; 10 - 20 is cut to 0.
    assertThat(mixed.pixels()).containsExactly(101, 255, 0);
  }

  @Test
  void blurring_spreads_a_point_and_keeps_its_total() {
    int[] point = new int[15 * 15];
    point[7 * 15 + 7] = 250;

    int[] blurred = reds(ImageOperations.blur(grey(15, 15, point), 1));

    // The bell's weight at its centre is 1 / (2 pi) = 0.159, one pixel beside it 0.0965.
    assertThat(blurred[7 * 15 + 7]).isCloseTo(40, within(1));
    assertThat(blurred[7 * 15 + 8]).isCloseTo(24, within(1));
    assertThat(blurred[0]).isZero();
  }

  @Test
  void jpeg_keeps_a_plain_colour_and_its_channel_order() {
    byte[] pixels = new byte[16 * 16 * 3];
    for (int i = 0; i < pixels.length; i += 3) {
      pixels[i] = (byte) 200;
      pixels[i + 1] = 100;
      pixels[i + 2] = 50;
    }

    byte[] jpeg = ImageOperations.encodeJpeg(new RgbImage(16, 16, pixels), 95);
    byte[] back = new ImageDecoder().decode(jpeg, "plain.jpg").pixels();

    assertThat(back[0] & 0xff).isCloseTo(200, within(3));
    assertThat(back[1] & 0xff).isCloseTo(100, within(3));
    assertThat(back[2] & 0xff).isCloseTo(50, within(3));
  }

  @Test
  void a_lower_jpeg_quality_gives_fewer_bytes() {
    RgbImage noise = Drawings.noise(64, 64, 1);

    assertThat(ImageOperations.encodeJpeg(noise, 20).length)
        .isLessThan(ImageOperations.encodeJpeg(noise, 90).length / 2);
  }

  @Test
  void png_keeps_every_pixel() {
    RgbImage noise = Drawings.noise(31, 17, 1);

    byte[] png = ImageOperations.encodePng(noise);

    assertThat(new ImageDecoder().decode(png, "noise.png").pixels()).isEqualTo(noise.pixels());
  }

  @Test
  void a_grey_thumbnail_weighs_the_channels_as_the_eye_does() {
    RgbImage colours =
        new RgbImage(3, 1, new byte[] {(byte) 255, 0, 0, 0, (byte) 255, 0, 0, 0, (byte) 255});

    GreyImage grey = ImageOperations.greyThumbnail(colours, 3, 1);

    // 0.299, 0.587 and 0.114 of 255.
    assertThat(new int[] {grey.at(0, 0), grey.at(1, 0), grey.at(2, 0)})
        .containsExactly(76, 150, 29);
    assertThat(ImageOperations.greyThumbnail(NUMBERED, 1, 2).at(0, 1)).isEqualTo(50);
  }

  @Test
  void statistics_of_a_plain_photo_show_no_spread_and_no_edges() {
    assertThat(ImageStatistics.of(grey(4, 4, new int[16]))).isEqualTo(new ImageStatistics(0, 0, 0));
  }

  @Test
  void statistics_are_mean_deviation_and_variance_of_the_laplacian() {
    int[] point = new int[25];
    point[12] = 100;

    ImageStatistics statistics = ImageStatistics.of(grey(5, 5, point));

    // Mean 100 / 25; variance 100 * 100 / 25 - 4 * 4 = 384. The Laplacian is -400 at the point and
    // 100 at its four neighbours: mean 0, variance (160000 + 4 * 10000) / 25.
    assertThat(statistics.mean()).isCloseTo(4, within(1e-9));
    assertThat(statistics.standardDeviation()).isCloseTo(Math.sqrt(384), within(1e-6));
    assertThat(statistics.sharpness()).isCloseTo(8000, within(1e-3));
  }

  private static RgbImage grey(int width, int height, int... values) {
    byte[] pixels = new byte[values.length * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) values[i / 3];
    }
    return new RgbImage(width, height, pixels);
  }

  private static int[] reds(RgbImage image) {
    int[] reds = new int[image.width() * image.height()];
    for (int i = 0; i < reds.length; i++) {
      reds[i] = image.pixels()[3 * i] & 0xff;
    }
    return reds;
  }
}
