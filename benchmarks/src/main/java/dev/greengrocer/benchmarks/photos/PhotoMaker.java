package dev.greengrocer.benchmarks.photos;

import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Makes JPEGs that cost a decoder what a phone's photos cost it: a round fruit on a table, of noise
 * whose amplitude falls with its frequency as that of natural pictures does (Field 1987), with a
 * sensor's grain on top, compressed as phones do to some two bits a pixel.
 *
 * <p>The same seed gives the same bytes. Thread-safe.
 */
public final class PhotoMaker {

  private static final int QUALITY = 92;

  // Amplitude of the coarsest noise, in grey levels, what is left of it at each finer octave, and
  // what a sensor adds however fine the octave.
  private static final int COARSEST_SIDE = 6;
  private static final double CONTRAST = 48;
  private static final double FALL = 0.62;
  private static final double GRAIN = 7;
  private static final double COLOUR_NOISE = 0.25;

  private static final double MIDDLE_GREY = 128;
  private static final double[] GROUND = {168, 160, 148};
  private static final double[] PEEL = {246, 146, 22};
  private static final double PEEL_ROUGHNESS = 0.4;
  private static final double RADIUS = 0.38;

  private PhotoMaker() {}

  /** A JPEG of a usual size. */
  public static byte[] jpeg(PhotoSize size, long seed) {
    return jpeg(size.width(), size.height(), seed);
  }

  /** A JPEG of so many pixels. */
  public static byte[] jpeg(int width, int height, long seed) {
    return compress(draw(width, height, seed));
  }

  /** Compresses as a phone does. */
  static byte[] compress(RgbImage image) {
    return ImageOperations.encodeJpeg(image, QUALITY);
  }

  private static RgbImage draw(int width, int height, long seed) {
    RgbImage image = noise(width, height, new SplittableRandom(seed));
    paint(image);
    return image;
  }

  /** Noise on grey that grows finer and fainter by octaves. */
  private static RgbImage noise(int width, int height, SplittableRandom random) {
    double scale = (double) COARSEST_SIDE / Math.min(width, height);
    RgbImage image = grey((int) Math.ceil(width * scale), (int) Math.ceil(height * scale));
    addNoise(image.pixels(), CONTRAST, random);
    double amplitude = CONTRAST;
    while (image.width() < width || image.height() < height) {
      image =
          ImageOperations.resize(
              image, Math.min(width, 2 * image.width()), Math.min(height, 2 * image.height()));
      amplitude = Math.max(amplitude * FALL, GRAIN);
      addNoise(image.pixels(), amplitude, random);
    }
    return image;
  }

  private static RgbImage grey(int width, int height) {
    byte[] pixels = new byte[3 * width * height];
    Arrays.fill(pixels, (byte) MIDDLE_GREY);
    return new RgbImage(width, height, pixels);
  }

  /** Adds to the brightness of each pixel and, less, to each colour; uniformly distributed. */
  private static void addNoise(byte[] pixels, double amplitude, SplittableRandom random) {
    for (int i = 0; i < pixels.length; i += 3) {
      long bits = random.nextLong();
      double brightness = amplitude * signed(bits);
      for (int channel = 0; channel < 3; channel++) {
        bits >>>= Short.SIZE;
        pixels[i + channel] =
            level(
                (pixels[i + channel] & 0xff)
                    + brightness
                    + COLOUR_NOISE * amplitude * signed(bits));
      }
    }
  }

  /** A number in [-1, 1) from the lowest sixteen bits. */
  private static double signed(long bits) {
    return (short) bits / -(double) Short.MIN_VALUE;
  }

  /** Colours the noise: a round fruit, lit from above on the left, on a pale ground. */
  private static void paint(RgbImage image) {
    byte[] pixels = image.pixels();
    double radius = RADIUS * Math.min(image.width(), image.height());
    for (int row = 0; row < image.height(); row++) {
      double y = (row - image.height() / 2.0) / radius;
      for (int column = 0; column < image.width(); column++) {
        double x = (column - image.width() / 2.0) / radius;
        boolean fruit = x * x + y * y < 1;
        double light = fruit ? 1 - 0.22 * ((x + 0.4) * (x + 0.4) + (y + 0.45) * (y + 0.45)) : 1;
        double[] colour = fruit ? PEEL : GROUND;
        double roughness = fruit ? PEEL_ROUGHNESS : 1;
        int at = 3 * (row * image.width() + column);
        for (int channel = 0; channel < 3; channel++) {
          double texture = (pixels[at + channel] & 0xff) - MIDDLE_GREY;
          pixels[at + channel] = level(light * colour[channel] + roughness * texture);
        }
      }
    }
  }

  private static byte level(double value) {
    return (byte) Math.max(0, Math.min(255, Math.round(value)));
  }
}
