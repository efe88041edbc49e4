package dev.greengrocer.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** PNG files, byte by byte. */
public final class PngFiles {

  /** The signature, and the header with its 13 bytes of data. */
  private static final int HEADER = 8 + 12 + 13;

  private PngFiles() {}

  /** One with one more chunk before its last. */
  public static byte[] withChunk(byte[] png, String type, byte[] data) {
    return inserted(png, png.length - 12, type, data);
  }

  /** One with one more chunk right after its header. */
  public static byte[] withChunkFirst(byte[] png, String type, byte[] data) {
    return inserted(png, HEADER, type, data);
  }

  /** One that claims a size and has next to no pixels. */
  public static byte[] ofSize(int width, int height) {
    return of(width, height, new byte[] {0});
  }

  /** One of 8-bit red, green and blue around a compressed picture. */
  public static byte[] of(int width, int height, byte[] data) {
    return of(width, height, 8, 2, 0, data);
  }

  /** One of some kind around a compressed picture. */
  public static byte[] of(
      int width, int height, int depth, int colours, int interlace, byte[] data) {
    byte[] kind = {(byte) depth, (byte) colours, 0, 0, (byte) interlace};
    byte[] header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(kind).array();
    byte[] ihdr = chunk("IHDR", header);
    byte[] idat = chunk("IDAT", data);
    byte[] iend = chunk("IEND", new byte[0]);
    return ByteBuffer.allocate(8 + ihdr.length + idat.length + iend.length)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
        .put(ihdr)
        .put(idat)
        .put(iend)
        .array();
  }

  private static byte[] inserted(byte[] png, int at, String type, byte[] data) {
    return ByteBuffer.allocate(png.length + 12 + data.length)
        .put(png, 0, at)
        .put(chunk(type, data))
        .put(png, at, png.length - at)
        .array();
  }

  private static byte[] chunk(String type, byte[] data) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + data.length).putInt(data.length);
    chunk.put(type.getBytes(StandardCharsets.ISO_8859_1)).put(data);
    CRC32 sum = new CRC32();
    sum.update(chunk.array(), 4, 4 + data.length);
    return chunk.putInt((int) sum.getValue()).array();
  }
}
