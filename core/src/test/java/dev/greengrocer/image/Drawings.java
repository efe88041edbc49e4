package dev.greengrocer.image;

import java.util.Random;

/** Images for tests, drawn in code. */
public final class Drawings {

  private Drawings() {}

  /** Every channel of every pixel at random. */
  public static RgbImage noise(int width, int height, long seed) {
    byte[] pixels = new byte[width * height * 3];
    new Random(seed).nextBytes(pixels);
    return new RgbImage(width, height, pixels);
  }
}
