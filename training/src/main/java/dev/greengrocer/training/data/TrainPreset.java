package dev.greengrocer.training.data;

import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.image.RgbImage;
import java.util.random.RandomGenerator;

/**
 * What training does to a photo: a random crop, resized and varied. Thread-safe; every draw comes
 * from the generator that it is given.
 *
 * @see EvalPreset
 */
public final class TrainPreset {

  private final AugmentationOptions options;
  private final Preprocessing preprocessing;
  private final int size;

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
    return randomCrop(photo, random);
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
  private RgbImage randomCrop(RgbImage photo, RandomGenerator random) {
    double area = (double) photo.width() * photo.height();
    for (int attempt = 0; attempt < 10; attempt++) {
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
    return centreSquare(photo);
  }

  private RgbImage centreSquare(RgbImage photo) {
    int side = Math.min(photo.width(), photo.height());
    double left = (photo.width() - side) / 2.0;
    double top = (photo.height() - side) / 2.0;
    return ImageOperations.cropAndResize(photo, left, top, side, side, size, size);
  }

  private static double between(RandomGenerator random, double low, double high) {
    return low + random.nextDouble() * (high - low);
  }

  private static double symmetric(RandomGenerator random, double largest) {
    return between(random, -largest, largest);
  }
}
