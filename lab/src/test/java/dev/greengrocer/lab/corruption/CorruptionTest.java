package dev.greengrocer.lab.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.image.RgbImage;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CorruptionTest {

  @Test
  void the_same_seed_spoils_a_photo_in_the_same_way_and_others_differently() {
    RgbImage once = Corruption.of(photo(120, 90), 4);

    assertThat(Corruption.of(photo(120, 90), 4).pixels()).isEqualTo(once.pixels());
    assertThat(Corruption.of(photo(120, 90), 5).pixels()).isNotEqualTo(once.pixels());
  }

  @Test
  void the_photo_itself_stays_as_it_was() {
    RgbImage photo = photo(64, 64);

    for (long seed = 0; seed < 30; seed++) {
      Corruption.of(photo, seed);
    }

    assertThat(photo.pixels()).isEqualTo(photo(64, 64).pixels());
  }

  @Test
  void photos_of_any_size_and_shape_survive_and_never_grow() {
    for (int[] size : new int[][] {{1, 1}, {2, 300}, {300, 2}, {500, 400}}) {
      for (long seed = 0; seed < 40; seed++) {
        RgbImage seen = Corruption.of(photo(size[0], size[1]), seed);

        assertThat(seen.width()).isBetween(1, size[0]);
        assertThat(seen.height()).isBetween(1, size[1]);
      }
    }
  }

  @Test
  void light_is_dim_more_often_than_bright() {
    Set<Boolean> seen = new HashSet<>();
    int dimmer = 0;
    for (long seed = 0; seed < 100; seed++) {
      boolean dim = mean(Corruption.of(photo(80, 80), seed)) < mean(photo(80, 80));
      dimmer += dim ? 1 : 0;
      seen.add(dim);
    }

    assertThat(dimmer).isGreaterThan(50);
    assertThat(seen).containsExactlyInAnyOrder(true, false);
  }

  private static double mean(RgbImage image) {
    double sum = 0;
    for (byte level : image.pixels()) {
      sum += level & 0xff;
    }
    return sum / image.pixels().length;
  }

  /** A bright checkerboard. */
  private static RgbImage photo(int width, int height) {
    byte[] pixels = new byte[width * height * 3];
    for (int i = 0; i < pixels.length; i++) {
      int column = i / 3 % width;
      int row = i / 3 / width;
      pixels[i] = (byte) ((column / 8 + row / 8) % 2 == 0 ? 200 : 120);
    }
    return new RgbImage(width, height, pixels);
  }
}
