package dev.greengrocer.training.data;

import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import java.util.random.RandomGenerator;

/** How much of a photo is seen, and how large. Thread-safe. */
final class Framing {

  private static final int CROP_ATTEMPTS = 10;
  private static final double SMALLEST_ZOOM = 0.35;
  private static final double LARGEST_ZOOM = 0.9;

  private final AugmentationOptions options;
  private final WorldOptions world;
  private final int size;

  /**
   * Frames squares.
   *
   * @param size their side in pixels
   */
  Framing(AugmentationOptions options, WorldOptions world, int size) {
    this.options = options;
    this.world = world;
    this.size = size;
  }

  /**
   * Shows a photo from near, from far or as one of a pile, as the draw decides.
   *
   * @return {@code size} x {@code size} pixels
   */
  RgbImage frame(RgbImage photo, RandomGenerator random) {
    double draw = random.nextDouble();
    if (draw < world.zoomOut()) {
      return fromAfar(photo, random);
    }
    if (draw < world.zoomOut() + world.pile()) {
      return pile(photo, random);
    }
    return crop(photo, size, random);
  }

  /** A random part of the photo by area and aspect ratio (Szegedy et al. 2015). */
  private RgbImage crop(RgbImage photo, int side, RandomGenerator random) {
    double area = (double) photo.width() * photo.height();
    for (int attempt = 0; attempt < CROP_ATTEMPTS; attempt++) {
      double kept = area * Draws.between(random, options.crop().scale(), 1);
      double ratio = Math.exp(Draws.symmetric(random, Math.log(options.crop().ratio())));
      double width = Math.sqrt(kept * ratio);
      double height = Math.sqrt(kept / ratio);
      if (width <= photo.width() && height <= photo.height()) {
        double left = random.nextDouble() * (photo.width() - width);
        double top = random.nextDouble() * (photo.height() - height);
        return ImageOperations.cropAndResize(photo, left, top, width, height, side, side);
      }
    }
    double shortSide = Math.min(photo.width(), photo.height());
    double left = (photo.width() - shortSide) / 2;
    double top = (photo.height() - shortSide) / 2;
    return ImageOperations.cropAndResize(photo, left, top, shortSide, shortSide, side, side);
  }

  /** The whole photo, small, anywhere on a ground of one colour that fades to one side. */
  private RgbImage fromAfar(RgbImage photo, RandomGenerator random) {
    double scale =
        size
            * Draws.between(random, SMALLEST_ZOOM, LARGEST_ZOOM)
            / Math.max(photo.width(), photo.height());
    int width = pixels(photo.width() * scale);
    int height = pixels(photo.height() * scale);
    RgbImage small = ImageOperations.resize(photo, width, height);
    byte[] ground = ground(random);
    int left = random.nextInt(size - width + 1);
    int top = random.nextInt(size - height + 1);
    paste(small, ground, left, top);
    return new RgbImage(size, size, ground);
  }

  private byte[] ground(RandomGenerator random) {
    double grey = Draws.between(random, 20, 250);
    double[] colour = new double[3];
    for (int channel = 0; channel < colour.length; channel++) {
      colour[channel] = grey + Draws.symmetric(random, 35);
    }
    double across = Draws.symmetric(random, 40);
    double down = Draws.symmetric(random, 40);
    byte[] pixels = new byte[size * size * 3];
    for (int i = 0; i < size * size; i++) {
      int row = i / size;
      double shade = (across * (i % size) + down * row) / size;
      for (int channel = 0; channel < 3; channel++) {
        double level = colour[channel] + shade;
        pixels[3 * i + channel] = (byte) Math.round(Math.max(0, Math.min(255, level)));
      }
    }
    return pixels;
  }

  /** Four copies of a crop, each the mirror image of its neighbour. */
  private RgbImage pile(RgbImage photo, RandomGenerator random) {
    int half = (size + 1) / 2;
    RgbImage tile = crop(photo, half, random);
    byte[] source = tile.pixels();
    byte[] pixels = new byte[size * size * 3];
    for (int y = 0; y < size; y++) {
      int row = y < half ? y : size - 1 - y;
      for (int x = 0; x < size; x++) {
        int column = x < half ? x : size - 1 - x;
        System.arraycopy(source, 3 * (row * half + column), pixels, 3 * (y * size + x), 3);
      }
    }
    return new RgbImage(size, size, pixels);
  }

  private void paste(RgbImage image, byte[] onto, int left, int top) {
    int bytes = 3 * image.width();
    for (int row = 0; row < image.height(); row++) {
      System.arraycopy(image.pixels(), row * bytes, onto, 3 * ((top + row) * size + left), bytes);
    }
  }

  private int pixels(double wanted) {
    return (int) Math.max(1, Math.min(size, Math.round(wanted)));
  }
}
