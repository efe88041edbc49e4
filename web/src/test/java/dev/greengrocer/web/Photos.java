package dev.greengrocer.web;

import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.testing.Exif;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Photos for tests, drawn in code; every seed gives another one. */
public final class Photos {

  private Photos() {}

  /** A JPEG of coloured patches. */
  public static byte[] jpeg(int width, int height, long seed) {
    return ImageOperations.encodeJpeg(patches(width, height, seed), 90);
  }

  /** A PNG of coloured patches. */
  public static byte[] png(int width, int height, long seed) {
    return ImageOperations.encodePng(patches(width, height, seed));
  }

  /** A JPEG whose EXIF block holds a text, as cameras write the place and the owner. */
  public static byte[] jpegWithExif(int width, int height, long seed, String text) {
    byte[] secret = text.getBytes(StandardCharsets.ISO_8859_1);
    return Exif.in(jpeg(width, height, seed), Exif.followedBy(secret));
  }

  private static RgbImage patches(int width, int height, long seed) {
    Random random = new Random(seed);
    int patch = Math.max(8, Math.min(width, height) / 12);
    int across = width / patch + 1;
    byte[] colours = new byte[across * (height / patch + 1) * 3];
    random.nextBytes(colours);
    byte[] pixels = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        System.arraycopy(
            colours, (y / patch * across + x / patch) * 3, pixels, (y * width + x) * 3, 3);
      }
    }
    return new RgbImage(width, height, pixels);
  }
}
