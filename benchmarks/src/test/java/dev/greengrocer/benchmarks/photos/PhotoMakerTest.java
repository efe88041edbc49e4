package dev.greengrocer.benchmarks.photos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.RgbImage;
import org.junit.jupiter.api.Test;

final class PhotoMakerTest {

  @Test
  void a_photo_has_the_size_and_the_weight_of_a_phones() {
    byte[] jpeg = PhotoMaker.jpeg(PhotoSize.MPX_2, 1);

    RgbImage photo = new ImageDecoder().decode(jpeg, "made");
    assertThat(photo.width()).isEqualTo(1632);
    assertThat(photo.height()).isEqualTo(1224);
    assertThat(8.0 * jpeg.length / (1632 * 1224)).as("bits a pixel").isBetween(1.5, 3.0);
  }

  @Test
  void the_same_seed_gives_the_same_bytes_and_another_seed_another_photo() {
    assertThat(PhotoMaker.jpeg(64, 48, 5)).isEqualTo(PhotoMaker.jpeg(64, 48, 5));
    assertThat(PhotoMaker.jpeg(64, 48, 5)).isNotEqualTo(PhotoMaker.jpeg(64, 48, 6));
  }

  @Test
  void noise_falls_with_its_frequency_as_in_nature() {
    RgbImage photo = new ImageDecoder().decode(PhotoMaker.jpeg(PhotoSize.MPX_0_3, 3), "made");

    double near = difference(photo, 2);
    double far = difference(photo, 32);
    assertThat(far / near).as("contrast at 32 pixels over that at 2").isBetween(1.3, 6.0);
  }

  /** Mean absolute difference of red between ground pixels so far apart, along the first rows. */
  private static double difference(RgbImage photo, int distance) {
    long sum = 0;
    int count = 0;
    for (int row = 0; row < 40; row++) {
      for (int column = distance; column < photo.width(); column++) {
        int at = 3 * (row * photo.width() + column);
        int a = photo.pixels()[at] & 0xff;
        int b = photo.pixels()[at - 3 * distance] & 0xff;
        sum += Math.abs(a - b);
        count++;
      }
    }
    return (double) sum / count;
  }
}
