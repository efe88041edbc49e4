package dev.greengrocer.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HeatMapTest {

  /** The middle 2 x 2 pixels of a photo whose short side is 4. */
  private static final Preprocessing MIDDLE =
      new Preprocessing(4, 2, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));

  /** Viridis ends in (253, 231, 37): six tenths of it over black. */
  private static final List<Integer> HOT = List.of(152, 139, 22);

  /** Viridis begins with (68, 1, 84). */
  private static final List<Integer> COLD = List.of(41, 1, 50);

  /** Six tenths of white over black. */
  private static final List<Integer> UNSEEN = List.of(153, 153, 153);

  @Test
  void heat_lies_over_what_the_network_saw_and_a_veil_over_the_rest() {
    RgbImage overlay = new HeatMap(1, 1, new float[] {1}, MIDDLE).overlay(black(8, 4));

    assertThat(overlay.width()).isEqualTo(8);
    assertThat(overlay.height()).isEqualTo(4);
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 8; x++) {
        boolean seen = (x == 3 || x == 4) && (y == 1 || y == 2);
        assertThat(pixel(overlay, x, y)).as("(%d, %d)", x, y).isEqualTo(seen ? HOT : UNSEEN);
      }
    }
  }

  @Test
  void cells_keep_their_places() {
    RgbImage overlay = new HeatMap(2, 2, new float[] {0, 1, 0, 0}, MIDDLE).overlay(black(400, 600));

    // The network saw columns 100 to 299 and rows 200 to 399.
    assertThat(pixel(overlay, 298, 201)).isEqualTo(HOT);
    assertThat(pixel(overlay, 101, 201)).isEqualTo(COLD);
    assertThat(pixel(overlay, 101, 398)).isEqualTo(COLD);
    assertThat(pixel(overlay, 298, 398)).isEqualTo(COLD);
    assertThat(pixel(overlay, 301, 201)).isEqualTo(UNSEEN);
    assertThat(pixel(overlay, 298, 198)).isEqualTo(UNSEEN);
  }

  @Test
  void the_photo_shows_through_in_grey() {
    byte[] pixels = new byte[4 * 4 * 3];
    pixels[3 * (4 + 1)] = (byte) 255; // (1, 1) is pure red: a grey of 0.299 * 255 = 76
    RgbImage overlay =
        new HeatMap(1, 1, new float[] {0}, MIDDLE).overlay(new RgbImage(4, 4, pixels));

    // 0.6 * (68, 1, 84) + 0.4 * 76 = (71.2, 31, 80.8)
    assertThat(pixel(overlay, 1, 1)).containsExactly(71, 31, 81);
    assertThat(pixel(overlay, 2, 1)).isEqualTo(COLD);
  }

  @Test
  void the_photo_itself_is_left_as_it_was() {
    RgbImage photo = black(8, 4);

    new HeatMap(1, 1, new float[] {1}, MIDDLE).overlay(photo);

    assertThat(photo.pixels()).containsOnly(0);
  }

  @Test
  void numbers_that_are_no_heat_are_refused() {
    assertThatThrownBy(() -> new HeatMap(1, 2, new float[] {0}, MIDDLE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HeatMap(1, 1, new float[] {Float.NaN}, MIDDLE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HeatMap(1, 1, new float[] {1.01f}, MIDDLE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static RgbImage black(int width, int height) {
    return new RgbImage(width, height, new byte[width * height * 3]);
  }

  private static List<Integer> pixel(RgbImage image, int x, int y) {
    int at = 3 * (y * image.width() + x);
    byte[] pixels = image.pixels();
    return List.of(pixels[at] & 0xff, pixels[at + 1] & 0xff, pixels[at + 2] & 0xff);
  }
}
