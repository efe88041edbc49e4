package dev.greengrocer.benchmarks.photos;

import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Folders of many photos, cut out of a few large ones at random places, because drawing each would
 * take longer than what is to be measured. No two are alike, and each class has a tint of its own.
 */
public final class PhotoFolder {

  private static final int PICTURES = 4;
  private static final double TINT = 0.35;

  private PhotoFolder() {}

  /**
   * Writes {@code class-00/00000.jpg} and so on.
   *
   * @param photos how many in all, dealt out to the classes in turn
   * @return the photos in the order in which they were dealt out
   */
  public static List<Path> write(
      Path folder, int classes, int photos, int width, int height, long seed) throws IOException {
    List<RgbImage> pictures = new ArrayList<>();
    ImageDecoder decoder = new ImageDecoder();
    for (int i = 0; i < PICTURES; i++) {
      pictures.add(decoder.decode(PhotoMaker.jpeg(4 * width, 4 * height, seed + i), "made"));
    }
    SplittableRandom random = new SplittableRandom(seed);
    List<Path> written = new ArrayList<>();
    for (int i = 0; i < photos; i++) {
      int label = i % classes;
      RgbImage picture = pictures.get(random.nextInt(PICTURES));
      RgbImage cut =
          cut(
              picture,
              random.nextInt(picture.width() - width),
              random.nextInt(picture.height() - height),
              width,
              height);
      Path place = Files.createDirectories(folder.resolve("class-%02d".formatted(label)));
      byte[] jpeg = PhotoMaker.compress(ImageOperations.mixChannels(cut, tint(label)));
      written.add(Files.write(place.resolve("%05d.jpg".formatted(i)), jpeg));
    }
    return written;
  }

  private static RgbImage cut(RgbImage picture, int left, int top, int width, int height) {
    byte[] pixels = new byte[3 * width * height];
    for (int row = 0; row < height; row++) {
      System.arraycopy(
          picture.pixels(),
          3 * ((top + row) * picture.width() + left),
          pixels,
          3 * row * width,
          3 * width);
    }
    return new RgbImage(width, height, pixels);
  }

  /** Weighs red, green and blue in a way of the class's own. */
  private static double[] tint(int label) {
    SplittableRandom random = new SplittableRandom(label);
    double[] matrix = new double[12];
    for (int channel = 0; channel < 3; channel++) {
      matrix[5 * channel] = 1 + random.nextDouble(-TINT, TINT);
    }
    return matrix;
  }
}
