package dev.greengrocer.training.data;

import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.image.RgbImage;
import java.util.random.RandomGenerator;

/**
 * What training does to a photo: a random crop, resized and varied in shape, colour and quality.
 * Thread-safe; every draw comes from the generator that it is given.
 *
 * @see EvalPreset
 */
public final class TrainPreset {

  private static final int CROP_ATTEMPTS = 10;
  private static final double SMALLEST_SIGMA = 0.3;
  private static final double LARGEST_SIGMA = 1.5;
  private static final int LOWEST_QUALITY = 30;
  private static final int HIGHEST_QUALITY = 90;
  private static final double SMALLEST_ERASED = 0.02;
  private static final double LARGEST_ERASED = 0.2;

  private final AugmentationOptions options;
  private final Preprocessing preprocessing;
  private final int size;
  private final ImageDecoder decoder = new ImageDecoder();

  /**
   * Checks nothing; the options were checked with the configuration.
   *
   * @param preprocessing gives mean and standard deviation
   * @param size side of the square that training sees, in pixels; may differ from that of
   *     preprocessing (Touvron et al. 2019)
   */
  public TrainPreset(AugmentationOptions options, Preprocessing preprocessing, int size) {
    this.options = options;
    this.preprocessing = preprocessing;
    this.size = size;
  }

  /** Side of the square that training sees, in pixels. */
  public int size() {
    return size;
  }

  /**
   * Varies a photo.
   *
   * @return {@code size} x {@code size} pixels
   */
  public RgbImage vary(RgbImage photo, RandomGenerator random) {
    RgbImage cropped = crop(photo, random);
    RgbImage shaped = reshape(cropped, random);
    RgbImage coloured = recolour(shaped, random);
    RgbImage degraded = degrade(coloured, random);
    return erase(degraded, random);
  }

  /**
   * Turns a varied photo into network input.
   *
   * @return {@code [1, 3, size, size]}
   */
  public ImageTensor tensor(RgbImage varied) {
    return preprocessing.normalise(varied);
  }

  /** A random part of the photo by area and aspect ratio (Szegedy et al. 2015). */
  private RgbImage crop(RgbImage photo, RandomGenerator random) {
    double area = (double) photo.width() * photo.height();
    for (int attempt = 0; attempt < CROP_ATTEMPTS; attempt++) {
      double kept = area * between(random, options.cropScale(), 1);
      double ratio = Math.exp(symmetric(random, Math.log(options.cropRatio())));
      double width = Math.sqrt(kept * ratio);
      double height = Math.sqrt(kept / ratio);
      if (width <= photo.width() && height <= photo.height()) {
        double left = random.nextDouble() * (photo.width() - width);
        double top = random.nextDouble() * (photo.height() - height);
        return ImageOperations.cropAndResize(photo, left, top, width, height, size, size);
      }
    }
    double side = Math.min(photo.width(), photo.height());
    double left = (photo.width() - side) / 2;
    double top = (photo.height() - side) / 2;
    return ImageOperations.cropAndResize(photo, left, top, side, side, size, size);
  }

  private RgbImage reshape(RgbImage image, RandomGenerator random) {
    boolean mirrored = drawn(random, options.flip());
    if (drawn(random, options.affineProbability())
        && (options.rotation() > 0 || options.shear() > 0)) {
      double angle = Math.toRadians(symmetric(random, options.rotation()));
      double shear = Math.tan(Math.toRadians(symmetric(random, options.shear())));
      return ImageOperations.warp(image, aboutCentre(angle, shear, mirrored), size, size);
    }
    return mirrored ? ImageOperations.mirror(image) : image;
  }

  /** Rotation after shear after mirroring, about the centre of the square. */
  private double[] aboutCentre(double angle, double shear, boolean mirrored) {
    double sign = mirrored ? -1 : 1;
    double a = sign * Math.cos(angle);
    double b = Math.cos(angle) * shear - Math.sin(angle);
    double d = sign * Math.sin(angle);
    double e = Math.sin(angle) * shear + Math.cos(angle);
    double centre = (size - 1) / 2.0;
    return new double[] {
      a, b, centre - (a + b) * centre, d, e, centre - (d + e) * centre,
    };
  }

  private RgbImage recolour(RgbImage image, RandomGenerator random) {
    double brightness = 1 + symmetric(random, options.brightness());
    double contrast = 1 + symmetric(random, options.contrast());
    double saturation = 1 + symmetric(random, options.saturation());
    double hue = 2 * Math.PI * symmetric(random, options.hue());
    if (brightness == 1 && contrast == 1 && saturation == 1 && hue == 0) {
      return image;
    }
    return ImageOperations.mixChannels(
        image, ColourMatrix.of(brightness, contrast, saturation, hue));
  }

  private RgbImage degrade(RgbImage image, RandomGenerator random) {
    RgbImage degraded = image;
    if (drawn(random, options.blur())) {
      double sigma = between(random, SMALLEST_SIGMA, LARGEST_SIGMA);
      degraded = ImageOperations.blur(degraded, sigma);
    }
    if (drawn(random, options.jpegNoise())) {
      int quality = random.nextInt(LOWEST_QUALITY, HIGHEST_QUALITY + 1);
      byte[] jpeg = ImageOperations.encodeJpeg(degraded, quality);
      degraded = decoder.decode(jpeg, "a JPEG of our own");
    }
    return degraded;
  }

  /** Blanks a rectangle with the mean colour, which the network sees as zeros. */
  private RgbImage erase(RgbImage image, RandomGenerator random) {
    if (!drawn(random, options.erasing())) {
      return image;
    }
    double area = (double) size * size * between(random, SMALLEST_ERASED, LARGEST_ERASED);
    double ratio = Math.exp(symmetric(random, Math.log(3)));
    int width = side(Math.sqrt(area * ratio));
    int height = side(Math.sqrt(area / ratio));
    int left = random.nextInt(size - width + 1);
    int top = random.nextInt(size - height + 1);
    byte[] pixels = image.pixels().clone();
    for (int row = top; row < top + height; row++) {
      for (int column = left; column < left + width; column++) {
        for (int channel = 0; channel < Preprocessing.CHANNELS; channel++) {
          pixels[(row * size + column) * Preprocessing.CHANNELS + channel] =
              (byte) Math.round(255 * preprocessing.mean().get(channel));
        }
      }
    }
    return new RgbImage(size, size, pixels);
  }

  private int side(double wanted) {
    return (int) Math.max(1, Math.min(size, Math.round(wanted)));
  }

  private static boolean drawn(RandomGenerator random, double probability) {
    return random.nextDouble() < probability;
  }

  private static double between(RandomGenerator random, double low, double high) {
    return low + random.nextDouble() * (high - low);
  }

  private static double symmetric(RandomGenerator random, double largest) {
    return between(random, -largest, largest);
  }
}
