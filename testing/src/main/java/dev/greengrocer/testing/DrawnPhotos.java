package dev.greengrocer.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.DeflaterOutputStream;

/** Photos of one colour, drawn in code. */
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

  /** The same as a PNG file. */
  public static byte[] png(int width, int height, int red, int green, int blue) {
    byte[] pixels = plain(width, height, red, green, blue);
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (DeflaterOutputStream rows = new DeflaterOutputStream(compressed)) {
      for (int y = 0; y < height; y++) {
        rows.write(0); // the row is not filtered
        rows.write(pixels, 3 * width * y, 3 * width);
      }
    } catch (IOException e) {
      throw new IllegalStateException("a stream into memory does not fail", e);
    }
    return PngFiles.of(width, height, compressed.toByteArray());
  }

  /** Writes a PNG of 40 x 32 pixels, whatever the name of the file, and the folders above it. */
  public static Path write(Path file, int red, int green, int blue) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.write(file, png(40, 32, red, green, blue));
  }
}
