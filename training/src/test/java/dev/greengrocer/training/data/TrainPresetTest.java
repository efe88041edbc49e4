package dev.greengrocer.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.image.RgbImage;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TrainPresetTest {

  private static final int SIZE = 16;
  private static final Preprocessing PREPROCESSING =
      new Preprocessing(18, SIZE, Preprocessing.IMAGENET_MEAN, Preprocessing.IMAGENET_STD);

  @Test
  void the_same_draw_gives_the_same_pixels_and_another_draw_others() {
    TrainPreset preset =
        new TrainPreset(AugmentationOptions.defaults(), WorldOptions.none(), PREPROCESSING, SIZE);

    byte[] pixels = preset.vary(gradient(), new SplittableRandom(1)).pixels();

    assertThat(preset.vary(gradient(), new SplittableRandom(1)).pixels()).isEqualTo(pixels);
    assertThat(preset.vary(gradient(), new SplittableRandom(2)).pixels()).isNotEqualTo(pixels);
  }

  @Test
  void with_everything_off_only_the_size_changes() {
    TrainPreset preset =
        new TrainPreset(AugmentationOptions.none(), WorldOptions.none(), PREPROCESSING, SIZE);

    RgbImage varied = preset.vary(solid(10, 200, 90), new SplittableRandom(1));

    assertThat(varied.width()).isEqualTo(SIZE);
    assertThat(varied.pixels()[0] & 0xff).isEqualTo(10);
    assertThat(varied.pixels()[1] & 0xff).isEqualTo(200);
    assertThat(varied.pixels()[2] & 0xff).isEqualTo(90);
  }

  @Test
  void flip_mirrors_left_to_right() {
    TrainPreset preset = new TrainPreset(only("flip"), WorldOptions.none(), PREPROCESSING, 32);

    byte[] pixels = preset.vary(gradient(), new SplittableRandom(1)).pixels();

    // The gradient rises to the right; mirrored it falls.
    assertThat(pixels[0] & 0xff).isGreaterThan(pixels[31 * 3] & 0xff);
  }

  @Test
  void a_full_turn_of_the_hue_and_no_change_are_the_identity() {
    double[] identity = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0};

    assertThat(ColourMatrix.of(1, 1, 1, 0)).containsExactly(identity, within(1e-9));
    assertThat(ColourMatrix.of(1, 1, 1, 2 * Math.PI)).containsExactly(identity, within(1e-9));
  }

  @Test
  void colour_changes_do_what_their_names_say() {
    // No saturation: every channel becomes the luminance.
    assertThat(ColourMatrix.of(1, 1, 0, 0))
        .containsExactly(
            new double[] {0.213, 0.715, 0.072, 0, 0.213, 0.715, 0.072, 0, 0.213, 0.715, 0.072, 0},
            within(1e-9));
    // Half contrast: red = 0.5 red + 63.75; double brightness doubles both.
    assertThat(ColourMatrix.of(2, 0.5, 1, 0)[0]).isCloseTo(1, within(1e-9));
    assertThat(ColourMatrix.of(2, 0.5, 1, 0)[3]).isCloseTo(127.5, within(1e-9));
  }

  @Test
  void erasing_blanks_part_of_the_picture_with_the_mean_colour() {
    TrainPreset preset = new TrainPreset(only("erasing"), WorldOptions.none(), PREPROCESSING, 32);

    float[] values =
        preset.tensor(preset.vary(solid(255, 255, 255), new SplittableRandom(3))).values();

    int blank = 0;
    for (int i = 0; i < 32 * 32; i++) {
      blank += Math.abs(values[i]) < 0.01 ? 1 : 0;
    }
    // From 2 % to 20 % of 1024 pixels, rounded to whole rows and columns.
    assertThat(blank).isBetween(12, 240);
  }

  @Test
  void degrading_changes_pixels_but_not_their_place() {
    TrainPreset preset = new TrainPreset(only("jpeg"), WorldOptions.none(), PREPROCESSING, 32);

    byte[] pixels = preset.vary(gradient(), new SplittableRandom(3)).pixels();

    assertThat(pixels).isNotEqualTo(gradient().pixels());
    for (int i = 0; i < pixels.length; i++) {
      assertThat(pixels[i] & 0xff).isCloseTo(gradient().pixels()[i] & 0xff, within(40));
    }
  }

  @Test
  void a_film_lightens_every_colour_and_darkens_none() {
    WorldOptions hazy = new WorldOptions(0, 0, 0, 1, 0);
    TrainPreset preset = new TrainPreset(AugmentationOptions.none(), hazy, PREPROCESSING, 32);

    byte[] pixels = preset.vary(solid(10, 200, 90), new SplittableRandom(3)).pixels();

    // White has a share of 0.1 to 0.45: 10 becomes 34.5 to 120.25.
    assertThat(pixels[0] & 0xff).isBetween(34, 121);
    assertThat(pixels[1] & 0xff).isBetween(205, 225);
    assertThat(pixels[2] & 0xff).isBetween(106, 165);
  }

  @Test
  void another_white_balance_changes_red_and_blue_and_leaves_green() {
    WorldOptions tinted = new WorldOptions(0, 0, 0.3, 0, 0);
    TrainPreset preset = new TrainPreset(AugmentationOptions.none(), tinted, PREPROCESSING, 32);

    byte[] pixels = preset.vary(solid(100, 100, 100), new SplittableRandom(5)).pixels();

    assertThat(pixels[0] & 0xff).isBetween(70, 130).isNotEqualTo(100);
    assertThat(pixels[1] & 0xff).isEqualTo(100);
    assertThat(pixels[2] & 0xff).isBetween(70, 130).isNotEqualTo(100);
  }

  @Test
  void low_resolution_loses_fine_detail_and_keeps_the_mean() {
    WorldOptions coarse = new WorldOptions(0, 0, 0, 0, 1);
    TrainPreset preset = new TrainPreset(AugmentationOptions.none(), coarse, PREPROCESSING, 32);
    byte[] stripes = new byte[32 * 32 * 3];
    for (int i = 0; i < stripes.length; i++) {
      stripes[i] = (byte) (i / 3 % 2 == 0 ? 0 : 200);
    }

    byte[] pixels = preset.vary(new RgbImage(32, 32, stripes), new SplittableRandom(3)).pixels();

    double mean = 0;
    double contrast = 0;
    for (int i = 0; i < pixels.length; i += 3) {
      mean += pixels[i] & 0xff;
      contrast += Math.abs((pixels[i] & 0xff) - 100);
    }
    assertThat(mean / 1024).isCloseTo(100, within(8.0));
    assertThat(contrast / 1024).isLessThan(60);
  }

  private static AugmentationOptions only(String variation) {
    AugmentationOptions none = AugmentationOptions.none();
    return new AugmentationOptions(
        none.crop(),
        new AugmentationOptions.Geometry(variation.equals("flip") ? 1 : 0, 0, 0, 0),
        none.colour(),
        new AugmentationOptions.Damage(
            0, variation.equals("jpeg") ? 1 : 0, variation.equals("erasing") ? 1 : 0),
        none.mix());
  }

  private static RgbImage solid(int red, int green, int blue) {
    byte[] pixels = new byte[32 * 32 * 3];
    for (int i = 0; i < pixels.length; i += 3) {
      pixels[i] = (byte) red;
      pixels[i + 1] = (byte) green;
      pixels[i + 2] = (byte) blue;
    }
    return new RgbImage(32, 32, pixels);
  }

  /** Brighter to the right, in steps of 7. */
  private static RgbImage gradient() {
    byte[] pixels = new byte[32 * 32 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i / 3 % 32 * 7);
    }
    return new RgbImage(32, 32, pixels);
  }
}
