package dev.greengrocer.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;

/** The chunks of a WebP, see RFC 9649. */
final class WebpStructure {

  private static final int FIRST_CHUNK = 12;
  private static final int ALPHA = 0x10;
  private static final int EXIF = 0x08;
  private static final int XMP = 0x04;
  private static final Set<String> PICTURE =
      Set.of("VP8X", "VP8 ", "VP8L", "ALPH", "ICCP", "ANIM", "ANMF");
  private static final int SIDE_14_BITS = 0x3fff;
  private static final int SIDE_24_BITS = 0xffffff;

  private WebpStructure() {}

  static ImageHeader read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long end = 8 + Integer.toUnsignedLong(buffer.getInt(4));
    if (end > bytes.length) {
      throw new IndexOutOfBoundsException("%d bytes are announced".formatted(end));
    }
    String type = type(buffer, FIRST_CHUNK);
    int data = FIRST_CHUNK + 8;
    return switch (type) {
      case "VP8 " -> header(side14(buffer, data + 6), side14(buffer, data + 8), 1, false);
      case "VP8L" -> {
        int bits = buffer.getInt(data + 1);
        int width = 1 + (bits & SIDE_14_BITS);
        int height = 1 + (bits >> 14 & SIDE_14_BITS);
        yield header(width, height, Orientation.UPRIGHT, (bits >> 28 & 1) != 0);
      }
      case "VP8X" -> {
        int width = 1 + (buffer.getInt(data + 4) & SIDE_24_BITS);
        int height = 1 + (buffer.getInt(data + 6) >>> 8);
        boolean alpha = (buffer.get(data) & ALPHA) != 0;
        yield header(width, height, orientation(buffer, bytes, (int) end), alpha);
      }
      default -> throw new MalformedImageException("it begins with chunk '%s'".formatted(type));
    };
  }

  /**
   * The same picture without what others wrote about it; its EXIF block holds the orientation
   * alone.
   *
   * @param bytes a whole WebP, as {@link #read} checks it
   */
  static byte[] picture(byte[] bytes, int orientation) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long end = 8 + Integer.toUnsignedLong(buffer.getInt(4));
    byte[] tiff = orientation == Orientation.UPRIGHT ? new byte[0] : Orientation.tiff(orientation);
    ByteBuffer kept =
        ByteBuffer.allocate(bytes.length + 8 + tiff.length).order(ByteOrder.LITTLE_ENDIAN);
    kept.put(bytes, 0, FIRST_CHUNK);
    for (long at = FIRST_CHUNK; at + 8 <= end; ) {
      int start = (int) at;
      long length = 8 + Integer.toUnsignedLong(buffer.getInt(start + 4));
      length += length & 1;
      if (PICTURE.contains(type(buffer, start))) {
        kept.put(bytes, start, (int) Math.min(length, end - at));
      }
      at += length;
    }
    if (type(kept, FIRST_CHUNK).equals("VP8X")) {
      int flags = kept.get(FIRST_CHUNK + 8) & ~(EXIF | XMP);
      kept.put(FIRST_CHUNK + 8, (byte) (tiff.length == 0 ? flags : flags | EXIF));
    }
    if (tiff.length > 0) {
      kept.put("EXIF".getBytes(ISO_8859_1)).putInt(tiff.length).put(tiff);
    }
    kept.putInt(4, kept.position() - 8);
    return Arrays.copyOf(kept.array(), kept.position());
  }

  private static ImageHeader header(int width, int height, int orientation, boolean alpha) {
    return ImageHeader.ofStored(ImageFormat.WEBP, width, height, orientation, alpha);
  }

  private static int side14(ByteBuffer buffer, int at) {
    return buffer.getShort(at) & SIDE_14_BITS;
  }

  private static int orientation(ByteBuffer buffer, byte[] bytes, int end) {
    long at = FIRST_CHUNK;
    while (at + 8 <= end) {
      int start = (int) at;
      long length = Integer.toUnsignedLong(buffer.getInt(start + 4));
      if (type(buffer, start).equals("EXIF")) {
        boolean prefixed = type(buffer, start + 8).equals("Exif");
        return Orientation.read(bytes, start + (prefixed ? 14 : 8));
      }
      at += 8 + length + (length & 1);
    }
    return Orientation.UPRIGHT;
  }

  private static String type(ByteBuffer buffer, int at) {
    byte[] type = new byte[4];
    buffer.get(at, type);
    return new String(type, ISO_8859_1);
  }
}
