package dev.greengrocer.spark;

import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Photos of noise around a colour, each unlike the others. */
final class Photos {

  private Photos() {}

  /** Writes a photo and the folders that it lies in. */
  static Path write(Path file, int seed) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, png(seed));
  }

  static byte[] png(int seed) {
    Random random = new Random(seed);
    int width = 40 + random.nextInt(200);
    int height = 40 + random.nextInt(200);
    int[] colour = {random.nextInt(200), random.nextInt(200), random.nextInt(200)};
    byte[] pixels = new byte[width * height * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (colour[i % 3] + random.nextInt(56));
    }
    return ImageOperations.encodePng(new RgbImage(width, height, pixels));
  }

  /** A folder of photos {@code 00.png}, {@code 01.png}, … */
  static Path folder(Path folder, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      write(folder.resolve("%02d.png".formatted(i)), i);
    }
    return folder;
  }
}
