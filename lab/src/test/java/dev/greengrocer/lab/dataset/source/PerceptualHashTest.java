package dev.greengrocer.lab.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.image.GreyImage;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.lab.dataset.DrawnScenes;
import org.junit.jupiter.api.Test;

final class PerceptualHashTest {

  @Test
  void the_hash_of_the_mirror_image_is_known_without_mirroring() {
    RgbImage scene = DrawnScenes.scene(3, 32, 32);

    assertThat(PerceptualHash.mirrored(hash(scene))).isEqualTo(hash(ImageOperations.mirror(scene)));
  }

  @Test
  void a_left_to_right_ramp_sets_only_odd_horizontal_frequencies() {
    byte[] pixels = new byte[32 * 32];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (8 * (i % 32));
    }
    long darkToBright = PerceptualHash.of(new GreyImage(32, 32, pixels));
    long firstFrequency = 1L << 1;

    // cos(pi (2x + 1) / 64) falls from left to right while the ramp rises: a negative coefficient.
    assertThat(darkToBright & firstFrequency).isZero();
    assertThat(PerceptualHash.mirrored(darkToBright) & firstFrequency).isNotZero();
  }

  private static long hash(RgbImage image) {
    return PerceptualHash.of(ImageOperations.greyThumbnail(image, 32, 32));
  }
}
