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

  private static final double SMALLEST_SIGMA = 0.3;
  private static final double LARGEST_SIGMA = 1.5;
  private static final int LOWEST_QUALITY = 30;
  private static final int HIGHEST_QUALITY = 90;
  private static final double SMALLEST_ERASED = 0.02;
  private static final double LARGEST_ERASED = 0.2;
  private static final double THINNEST_FILM = 0.1;
  private static final double THICKEST_FILM = 0.45;
  private static final double COARSEST_DETAIL = 0.25;
  private static final double FINEST_DETAIL = 0.7;

  private final AugmentationOptions options;
  private final WorldOptions world;
  private final Framing framing;
  private final Preprocessing preprocessing;
  private final int size;
  private final ImageDecoder decoder = new ImageDecoder();

  /**
   * Takes options that the configuration has checked.
   *
   * @param preprocessing gives mean and standard deviation
   * @param size side of the square that training sees, in pixels; may differ from that of
   *     preprocessing (Touvron et al. 2019)
   */
  public TrainPreset(
      AugmentationOptions options, WorldOptions world, Preprocessing preprocessing, int size) {
    this.options = options;
    this.world = world;
    this.framing = new Framing(options, world, size);
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
    RgbImage framed = framing.frame(photo, random);
    RgbImage shaped = reshape(framed, random);
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

  private RgbImage reshape(RgbImage image, RandomGenerator random) {
    boolean mirrored = Draws.happens(random, options.geometry().flip());
    if (Draws.happens(random, options.geometry().affineProbability())
        && (options.geometry().rotation() > 0 || options.geometry().shear() > 0)) {
      double angle = Math.toRadians(Draws.symmetric(random, options.geometry().rotation()));
      double shear = Math.tan(Math.toRadians(Draws.symmetric(random, options.geometry().shear())));
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
    double brightness = 1 + Draws.symmetric(random, options.colour().brightness());
    double contrast = 1 + Draws.symmetric(random, options.colour().contrast());
    double saturation = 1 + Draws.symmetric(random, options.colour().saturation());
    double hue = 2 * Math.PI * Draws.symmetric(random, options.colour().hue());
    double[] matrix = ColourMatrix.of(brightness, contrast, saturation, hue);
    scaleRow(matrix, 0, 1 + Draws.symmetric(random, world.whiteBalance()));
    scaleRow(matrix, 2, 1 + Draws.symmetric(random, world.whiteBalance()));
    if (Draws.happens(random, world.haze())) {
      veil(matrix, Draws.between(random, THINNEST_FILM, THICKEST_FILM));
    }
    return ImageOperations.mixChannels(image, matrix);
  }

  private static void scaleRow(double[] matrix, int row, double factor) {
    for (int column = 0; column < 4; column++) {
      matrix[4 * row + column] *= factor;
    }
  }

  /** Mixes white into every colour. */
  private static void veil(double[] matrix, double share) {
    for (int row = 0; row < Preprocessing.CHANNELS; row++) {
      scaleRow(matrix, row, 1 - share);
      matrix[4 * row + 3] += share * 255;
    }
  }

  private RgbImage degrade(RgbImage image, RandomGenerator random) {
    RgbImage degraded = image;
    if (Draws.happens(random, options.damage().blur())) {
      double sigma = Draws.between(random, SMALLEST_SIGMA, LARGEST_SIGMA);
      degraded = ImageOperations.blur(degraded, sigma);
    }
    if (Draws.happens(random, world.lowResolution())) {
      int side = side(size * Draws.between(random, COARSEST_DETAIL, FINEST_DETAIL));
      RgbImage small = ImageOperations.resize(degraded, side, side);
      degraded = ImageOperations.resize(small, size, size);
    }
    if (Draws.happens(random, options.damage().jpegNoise())) {
      int quality = random.nextInt(LOWEST_QUALITY, HIGHEST_QUALITY + 1);
      byte[] jpeg = ImageOperations.encodeJpeg(degraded, quality);
      degraded = decoder.decode(jpeg, "a JPEG of our own");
    }
    return degraded;
  }

  /** Blanks a rectangle with the mean colour, which the network sees as zeros. */
  private RgbImage erase(RgbImage image, RandomGenerator random) {
    if (!Draws.happens(random, options.damage().erasing())) {
      return image;
    }
    double area = (double) size * size * Draws.between(random, SMALLEST_ERASED, LARGEST_ERASED);
    double ratio = Math.exp(Draws.symmetric(random, Math.log(3)));
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
}
