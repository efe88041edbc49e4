package dev.greengrocer.lab.dataset;

import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.testing.DrawnPhotos;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Photos for tests, drawn in code: the same number gives the same picture. */
public final class DrawnScenes {

  private DrawnScenes() {}

  /** A scene of overlapping coloured ellipses that fills its frame. */
  public static RgbImage scene(int number, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    Random random = new Random(number);
    graphics.setColor(new Color(random.nextInt(0x1000000)));
    graphics.fillRect(0, 0, width, height);
    for (int i = 0; i < 60; i++) {
      graphics.setColor(new Color(random.nextInt(0x1000000)));
      double size = 0.05 + 0.3 * random.nextDouble();
      graphics.fillOval(
          (int) (width * (random.nextDouble() * 1.2 - 0.2)),
          (int) (height * (random.nextDouble() * 1.2 - 0.2)),
          (int) (width * size),
          (int) (height * size));
    }
    graphics.dispose();
    return rgb(image);
  }

  /** A round red thing on white, with spots of its own: coarsely, all of them look alike. */
  public static RgbImage tomato(int number, int side) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, side, side);
    graphics.setColor(new Color(200, 30, 30));
    graphics.fillOval(side / 10, side / 10, side * 8 / 10, side * 8 / 10);
    graphics.setColor(new Color(120, 10, 10));
    graphics.fillOval(side * 4 / 10, side * 4 / 10, side * 4 / 10, side * 4 / 10);
    graphics.setColor(new Color(230, 90, 90));
    graphics.fillOval(side * 2 / 10, side * 25 / 100, side / 5, side / 8);
    graphics.setColor(new Color(40, 120, 40));
    graphics.fillOval(side * 55 / 100, side * 8 / 100, side / 6, side / 4);
    Random random = new Random(number);
    for (int i = 0; i < 80; i++) {
      graphics.setColor(new Color(100 + random.nextInt(150), random.nextInt(160), 30));
      graphics.fillOval(
          side / 5 + random.nextInt(side * 6 / 10 - side / 14),
          side / 5 + random.nextInt(side * 6 / 10 - side / 14),
          side / 14,
          side / 14);
    }
    graphics.dispose();
    return rgb(image);
  }

  /** One colour everywhere. */
  public static RgbImage flat(int red, int green, int blue, int width, int height) {
    return new RgbImage(width, height, DrawnPhotos.plain(width, height, red, green, blue));
  }

  /** The image in the middle of a square of one colour. */
  public static RgbImage letterboxed(RgbImage image, int side, Color colour) {
    BufferedImage box = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = box.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, side, side);
    double scale = (double) side / Math.max(image.width(), image.height());
    int width = (int) Math.round(scale * image.width());
    int height = (int) Math.round(scale * image.height());
    RgbImage small = ImageOperations.resize(image, width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = 3 * (y * width + x);
        int value =
            (small.pixels()[at] & 0xff) << 16
                | (small.pixels()[at + 1] & 0xff) << 8
                | (small.pixels()[at + 2] & 0xff);
        box.setRGB((side - width) / 2 + x, (side - height) / 2 + y, value);
      }
    }
    graphics.dispose();
    return rgb(box);
  }

  /** Writes a JPEG of quality 90, with the folders above it. */
  public static void write(Path file, RgbImage image) {
    write(file, ImageOperations.encodeJpeg(image, 90));
  }

  /** Writes bytes, with the folders above them. */
  public static void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RgbImage rgb(BufferedImage image) {
    byte[] pixels = new byte[image.getWidth() * image.getHeight() * 3];
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int value = image.getRGB(x, y);
        pixels[at++] = (byte) (value >> 16);
        pixels[at++] = (byte) (value >> 8);
        pixels[at++] = (byte) value;
      }
    }
    return new RgbImage(image.getWidth(), image.getHeight(), pixels);
  }
}
