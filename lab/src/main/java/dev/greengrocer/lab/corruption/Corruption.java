package dev.greengrocer.lab.corruption;

import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import java.util.SplittableRandom;

/**
 * Photos as a hurried person with a cheap phone would take them: too near or too far, in dim or
 * yellow light, out of focus, through a plastic bag, with a hand in the way, strongly compressed.
 *
 * <p>Validation photos look like those of training, because they come from the same collections.
 * Seen harshly they tell better which of two models will hold in the world (the idea of Hendrycks
 * and Dietterich 2019, <a href="https://arxiv.org/abs/1903.12261">1903.12261</a>). Nothing here is
 * used in training. Stateless and thread-safe.
 *
 * <pre>{@code
 * RgbImage seen = new ImageDecoder().decode(photo);
 * RgbImage dim = Corruption.of(seen, 17); // the same photo and seed give the same pixels
 * Files.write(out, Corruption.jpeg(seen, 17));
 * }</pre>
 */
public final class Corruption {

  private Corruption() {}

  /**
   * Spoils a photo. The same photo and seed give the same pixels.
   *
   * @param photo of any size
   * @param seed decides what happens to it
   */
  public static RgbImage of(RgbImage photo, long seed) {
    return new ImageDecoder().decode(jpeg(photo, seed), "a harshly seen photo");
  }

  /** The same as {@link #of}, as the strongly compressed JPEG that it is. */
  public static byte[] jpeg(RgbImage photo, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RgbImage framed = reframe(photo, random);
    RgbImage covered = random.nextDouble() < 0.3 ? cover(framed, random) : framed;
    RgbImage lit = relight(covered, random);
    RgbImage seen = defocus(lit, random);
    return ImageOperations.encodeJpeg(seen, random.nextInt(12, 50));
  }

  /** From near, from far, or off the centre. */
  private static RgbImage reframe(RgbImage photo, SplittableRandom random) {
    double draw = random.nextDouble();
    if (draw < 0.4) {
      return part(photo, between(random, 0.45, 0.75), random);
    }
    if (draw < 0.7) {
      return onTable(photo, between(random, 0.4, 0.7), random);
    }
    return part(photo, between(random, 0.8, 0.95), random);
  }

  private static RgbImage part(RgbImage photo, double share, SplittableRandom random) {
    double width = photo.width() * share;
    double height = photo.height() * share;
    double left = random.nextDouble() * (photo.width() - width);
    double top = random.nextDouble() * (photo.height() - height);
    return ImageOperations.cropAndResize(
        photo, left, top, width, height, Math.max(1, (int) width), Math.max(1, (int) height));
  }

  /** Shrunk, on a ground of one colour with stripes, as of a table or a shelf. */
  private static RgbImage onTable(RgbImage photo, double share, SplittableRandom random) {
    int width = photo.width();
    int height = photo.height();
    byte[] table = new byte[3 * width * height];
    double period = between(random, 8, 60);
    double depth = between(random, 0, 25);
    double[] colour = new double[3];
    double grey = between(random, 40, 240);
    for (int channel = 0; channel < 3; channel++) {
      colour[channel] = grey + between(random, -30, 30);
    }
    for (int i = 0; i < width * height; i++) {
      int row = i / width;
      double stripe = depth * Math.sin((i % width + 0.3 * row) * 2 * Math.PI / period);
      for (int channel = 0; channel < 3; channel++) {
        table[3 * i + channel] = level(colour[channel] + stripe);
      }
    }
    int w = Math.max(1, (int) (width * share));
    int h = Math.max(1, (int) (height * share));
    RgbImage small = ImageOperations.resize(photo, w, h);
    int left = random.nextInt(width - w + 1);
    int top = random.nextInt(height - h + 1);
    for (int row = 0; row < h; row++) {
      System.arraycopy(small.pixels(), 3 * row * w, table, 3 * ((top + row) * width + left), 3 * w);
    }
    return new RgbImage(width, height, table);
  }

  /** A hand or a price tag: an ellipse of one colour over an edge. */
  private static RgbImage cover(RgbImage photo, SplittableRandom random) {
    byte[] pixels = photo.pixels().clone();
    double[] colour = {
      between(random, 90, 230), between(random, 60, 190), between(random, 40, 170)
    };
    double radiusX = photo.width() * between(random, 0.15, 0.3);
    double radiusY = photo.height() * between(random, 0.15, 0.3);
    double centreX = random.nextBoolean() ? 0 : photo.width();
    double centreY = between(random, 0, photo.height());
    for (int y = 0; y < photo.height(); y++) {
      for (int x = 0; x < photo.width(); x++) {
        double dx = (x - centreX) / radiusX;
        double dy = (y - centreY) / radiusY;
        if (dx * dx + dy * dy < 1) {
          for (int channel = 0; channel < 3; channel++) {
            pixels[3 * (y * photo.width() + x) + channel] = level(colour[channel]);
          }
        }
      }
    }
    return new RgbImage(photo.width(), photo.height(), pixels);
  }

  /** Dim more often than bright, tinted, and sometimes through a film of plastic. */
  private static RgbImage relight(RgbImage photo, SplittableRandom random) {
    double light = between(random, 0.35, 1.25);
    double veil = random.nextDouble() < 0.3 ? between(random, 0.15, 0.4) : 0;
    double[] gain = {
      light * between(random, 0.85, 1.2), light, light * between(random, 0.7, 1.1),
    };
    double[] matrix = new double[12];
    for (int channel = 0; channel < 3; channel++) {
      matrix[4 * channel + channel] = (1 - veil) * gain[channel];
      matrix[4 * channel + 3] = veil * 235;
    }
    return ImageOperations.mixChannels(photo, matrix);
  }

  private static RgbImage defocus(RgbImage photo, SplittableRandom random) {
    double shortSide = Math.min(photo.width(), photo.height());
    RgbImage seen =
        random.nextDouble() < 0.5
            ? ImageOperations.blur(photo, shortSide * between(random, 0.003, 0.014))
            : photo;
    if (random.nextDouble() >= 0.4) {
      return seen;
    }
    double scale = Math.min(1, between(random, 90, 180) / shortSide);
    return ImageOperations.resize(
        seen,
        Math.max(1, (int) (seen.width() * scale)),
        Math.max(1, (int) (seen.height() * scale)));
  }

  private static byte level(double value) {
    return (byte) Math.round(Math.max(0, Math.min(255, value)));
  }

  private static double between(SplittableRandom random, double low, double high) {
    return low + random.nextDouble() * (high - low);
  }
}
