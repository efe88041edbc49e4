package dev.greengrocer.web;

import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;

/** Photos for tests, drawn in code; every seed gives another one. */
public final class Photos {

  private Photos() {}

  /** A JPEG of coloured patches. */
  public static byte[] jpeg(int width, int height, long seed) {
    return ImageOperations.encodeJpeg(patches(width, height, seed), 90);
  }

  /** A PNG of coloured patches. */
  public static byte[] png(int width, int height, long seed) {
    return ImageOperations.encodePng(patches(width, height, seed));
  }

  /** A JPEG whose EXIF block holds a text, as cameras write the place and the owner. */
  public static byte[] jpegWithExif(int width, int height, long seed, String text) {
    byte[] jpeg = jpeg(width, height, seed);
    byte[] secret = text.getBytes(StandardCharsets.ISO_8859_1);
    int length = 2 + 6 + 14 + secret.length;
    ByteBuffer photo = ByteBuffer.allocate(jpeg.length + 2 + length);
    photo.put(jpeg, 0, 2).putShort((short) 0xffe1).putShort((short) length);
    photo.put(new byte[] {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42}).putInt(8);
    photo.putShort((short) 0).putInt(0).put(secret);
    return photo.put(jpeg, 2, jpeg.length - 2).array();
  }

  /** A PNG that claims a size and has next to no pixels. */
  public static byte[] pngOfSize(int width, int height) {
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    byte[] ihdr = chunk("IHDR", header);
    byte[] idat = chunk("IDAT", new byte[] {0});
    byte[] iend = chunk("IEND", new byte[0]);
    return ByteBuffer.allocate(8 + ihdr.length + idat.length + iend.length)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
        .put(ihdr)
        .put(idat)
        .put(iend)
        .array();
  }

  private static byte[] chunk(String type, byte[] data) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + data.length).putInt(data.length);
    chunk.put(type.getBytes(StandardCharsets.ISO_8859_1)).put(data);
    CRC32 sum = new CRC32();
    sum.update(chunk.array(), 4, 4 + data.length);
    return chunk.putInt((int) sum.getValue()).array();
  }

  private static RgbImage patches(int width, int height, long seed) {
    Random random = new Random(seed);
    int patch = Math.max(8, Math.min(width, height) / 12);
    int across = width / patch + 1;
    byte[] colours = new byte[across * (height / patch + 1) * 3];
    random.nextBytes(colours);
    byte[] pixels = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        System.arraycopy(
            colours, (y / patch * across + x / patch) * 3, pixels, (y * width + x) * 3, 3);
      }
    }
    return new RgbImage(width, height, pixels);
  }
}
