package dev.greengrocer.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.image.RgbImage;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class FramingTest {

  private static final int SIZE = 40;

  @Test
  void from_afar_the_whole_photo_stands_small_on_a_ground() {
    RgbImage framed = frame(new WorldOptions(1, 0, 0, 0, 0), 7);

    // The photo is pure magenta, which no ground is: its share of the area is that of its scale,
    // 0.35 to 0.9 of the side.
    long magenta = count(framed, pixel -> pixel[0] == -1 && pixel[1] == 0 && pixel[2] == -1);
    assertThat(magenta).isBetween(Math.round(0.34 * 0.34 * 1600), Math.round(0.91 * 0.91 * 1600));
  }

  @Test
  void the_ground_differs_from_draw_to_draw() {
    WorldOptions always = new WorldOptions(1, 0, 0, 0, 0);

    assertThat(frame(always, 1).pixels()).isNotEqualTo(frame(always, 2).pixels());
    assertThat(frame(always, 1).pixels()).isEqualTo(frame(always, 1).pixels());
  }

  @Test
  void a_pile_is_the_mirror_image_of_itself_across_both_axes() {
    Framing framing =
        new Framing(AugmentationOptions.defaults(), new WorldOptions(0, 1, 0, 0, 0), SIZE);

    RgbImage pile = framing.frame(gradient(), new SplittableRandom(3));

    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        assertThat(pixel(pile, x, y)).isEqualTo(pixel(pile, SIZE - 1 - x, y));
        assertThat(pixel(pile, x, y)).isEqualTo(pixel(pile, x, SIZE - 1 - y));
      }
    }
    assertThat(pixel(pile, 0, 0)).isNotEqualTo(pixel(pile, SIZE / 2, SIZE / 2));
  }

  @Test
  void without_probabilities_only_crops_are_left() {
    RgbImage framed = frame(WorldOptions.none(), 5);

    assertThat(count(framed, pixel -> pixel[1] != 0)).isZero();
  }

  private static RgbImage frame(WorldOptions world, long seed) {
    byte[] magenta = new byte[60 * 60 * 3];
    Arrays.fill(magenta, (byte) 255);
    for (int i = 1; i < magenta.length; i += 3) {
      magenta[i] = 0;
    }
    return new Framing(AugmentationOptions.defaults(), world, SIZE)
        .frame(new RgbImage(60, 60, magenta), new SplittableRandom(seed));
  }

  private static RgbImage gradient() {
    byte[] pixels = new byte[60 * 60 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i / 3 % 60 * 2 + i / 180);
    }
    return new RgbImage(60, 60, pixels);
  }

  private static byte[] pixel(RgbImage image, int x, int y) {
    int at = 3 * (y * image.width() + x);
    return Arrays.copyOfRange(image.pixels(), at, at + 3);
  }

  private interface PixelTest {
    boolean holds(byte[] pixel);
  }

  private static long count(RgbImage image, PixelTest test) {
    long count = 0;
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        count += test.holds(pixel(image, x, y)) ? 1 : 0;
      }
    }
    return count;
  }
}
