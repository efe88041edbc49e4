package dev.greengrocer.lab.report;

import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;

/** A photo made small enough to be carried inside a page. */
public final class Thumbnail {

  /** Long side in pixels: sharp at 150 points on most screens, about 8 kB. */
  private static final int SIDE = 240;

  private Thumbnail() {}

  /** A JPEG of the photo in Base64. */
  public static String jpeg(Path photo) {
    return jpeg(photo, SIDE);
  }

  /**
   * A JPEG of the photo in Base64.
   *
   * @param side the longest that a side may be, in pixels
   */
  public static String jpeg(Path photo, int side) {
    RgbImage image = new ImageDecoder().decode(photo, side);
    double scale = Math.min(1.0, (double) side / Math.max(image.width(), image.height()));
    RgbImage small =
        ImageOperations.resize(
            image,
            (int) Math.max(1, Math.round(image.width() * scale)),
            (int) Math.max(1, Math.round(image.height() * scale)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(buffered(small), "jpeg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static BufferedImage buffered(RgbImage image) {
    BufferedImage buffered =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    byte[] pixels = image.pixels();
    int[] row = new int[image.width()];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < row.length; x++) {
        int at = 3 * (y * row.length + x);
        row[x] = (pixels[at] & 0xff) << 16 | (pixels[at + 1] & 0xff) << 8 | (pixels[at + 2] & 0xff);
      }
      buffered.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
    return buffered;
  }
}
