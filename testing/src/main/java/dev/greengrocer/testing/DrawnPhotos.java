package dev.greengrocer.testing;

/** Pixels of photos for tests, drawn in code. */
public final class DrawnPhotos {

  private DrawnPhotos() {}

  /** One colour everywhere: {@code width * height} pixels of red, green and blue bytes. */
  public static byte[] plain(int width, int height, int red, int green, int blue) {
    byte[] pixels = new byte[width * height * 3];
    for (int i = 0; i < pixels.length; i += 3) {
      pixels[i] = (byte) red;
      pixels[i + 1] = (byte) green;
      pixels[i + 2] = (byte) blue;
    }
    return pixels;
  }
}
