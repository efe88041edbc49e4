package dev.greengrocer.cli;

import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Noise in which one channel leads: photos of one colour would be near-duplicates. */
public final class SpeckledPhoto {

  private SpeckledPhoto() {}

  /** Writes a PNG of 32 × 32 pixels, and its folder. */
  public static void write(Path file, int channel, Random random) throws IOException {
    byte[] pixels = new byte[32 * 32 * 3];
    random.nextBytes(pixels);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) ((pixels[i] & 0x3f) + (i % 3 == channel ? 150 : 0));
    }
    Files.createDirectories(file.resolveSibling(""));
    Files.write(file, ImageOperations.encodePng(new RgbImage(32, 32, pixels)));
  }
}
