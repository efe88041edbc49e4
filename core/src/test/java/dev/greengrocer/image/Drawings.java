package dev.greengrocer.image;

import java.util.Random;

/** Images for tests, drawn in code. */
public final class Drawings {

  private static final int[] COLOURS = {0xff0000, 0x00ff00, 0x0000ff, 0xffffff};

  private Drawings() {}

  /** Every channel of every pixel at random. */
  public static RgbImage noise(int width, int height, long seed) {
    byte[] pixels = new byte[width * height * 3];
    new Random(seed).nextBytes(pixels);
    return new RgbImage(width, height, pixels);
  }

  /** Four fields: red and green above, blue and white below. */
  public static RgbImage quadrants(int width, int height) {
    byte[] pixels = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int colour = COLOURS[(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)];
        int at = (y * width + x) * 3;
        pixels[at] = (byte) (colour >> 16);
        pixels[at + 1] = (byte) (colour >> 8);
        pixels[at + 2] = (byte) colour;
      }
    }
    return new RgbImage(width, height, pixels);
  }

  /** What {@link #quadrants} became, row by row from the top left: {@code RGBW} when upright. */
  public static String quadrantsOf(RgbImage image) {
    StringBuilder names = new StringBuilder();
    for (int y : new int[] {image.height() / 4, image.height() * 3 / 4}) {
      for (int x : new int[] {image.width() / 4, image.width() * 3 / 4}) {
        names.append(nearest(image, x, y));
      }
    }
    return names.toString();
  }

  private static char nearest(RgbImage image, int x, int y) {
    int at = (y * image.width() + x) * 3;
    for (int i = 0; i < COLOURS.length; i++) {
      int distance = 0;
      for (int channel = 0; channel < 3; channel++) {
        int wanted = COLOURS[i] >> (16 - 8 * channel) & 0xff;
        distance = Math.max(distance, Math.abs(wanted - (image.pixels()[at + channel] & 0xff)));
      }
      if (distance < 40) {
        return "RGBW".charAt(i);
      }
    }
    return '?';
  }
}
