package dev.greengrocer.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.zip.CRC32;

/** The chunks of a PNG, walked to its end mark. */
final class PngStructure {

  private static final int SIGNATURE = 8;
  private static final int OVERHEAD = 12; // length, type and checksum
  private static final int ALPHA_CHANNEL = 4;
  private static final byte[] EXIF = "eXIf".getBytes(ISO_8859_1);
  private static final Set<String> PICTURE = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

  private PngStructure() {}

  static ImageHeader read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int width = 0;
    int height = 0;
    boolean transparent = false;
    int orientation = Orientation.UPRIGHT;
    boolean picture = false;
    String type = "";
    for (int at = SIGNATURE; !type.equals("IEND"); at = next(buffer, at)) {
      type = type(buffer, at);
      checkSum(buffer, at, type);
      switch (type) {
        case "IHDR" -> {
          width = buffer.getInt(at + 8);
          height = buffer.getInt(at + 12);
          transparent = (buffer.get(at + 17) & ALPHA_CHANNEL) != 0;
        }
        case "IDAT" -> picture = true;
        case "tRNS" -> transparent = true;
        case "eXIf" -> orientation = Orientation.read(bytes, at + 8);
        default -> {}
      }
    }
    if (!picture) {
      throw new MalformedImageException("it holds no picture");
    }
    return ImageHeader.ofStored(ImageFormat.PNG, width, height, orientation, transparent);
  }

  /**
   * The same picture without the chunks that do not belong to it: colour profiles, texts, further
   * frames. The decoder reads no meaning from them, but prints what displeases it about them.
   */
  static byte[] picture(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
    kept.write(bytes, 0, SIGNATURE);
    String type = "";
    for (int at = SIGNATURE; !type.equals("IEND"); at = next(buffer, at)) {
      type = type(buffer, at);
      if (PICTURE.contains(type)) {
        kept.write(bytes, at, next(buffer, at) - at);
      }
    }
    return kept.toByteArray();
  }

  /** The same picture with an orientation, as {@link #picture(byte[])} leaves it out. */
  static byte[] picture(byte[] bytes, int orientation) {
    byte[] bare = picture(bytes);
    if (orientation == Orientation.UPRIGHT) {
      return bare;
    }
    byte[] tiff = Orientation.tiff(orientation);
    byte[] chunk = ByteBuffer.allocate(4 + tiff.length).put(EXIF).put(tiff).array();
    CRC32 sum = new CRC32();
    sum.update(chunk);
    int headerEnd = next(ByteBuffer.wrap(bare), SIGNATURE);
    return ByteBuffer.allocate(bare.length + OVERHEAD + tiff.length)
        .put(bare, 0, headerEnd)
        .putInt(tiff.length)
        .put(chunk)
        .putInt((int) sum.getValue())
        .put(bare, headerEnd, bare.length - headerEnd)
        .array();
  }

  private static String type(ByteBuffer buffer, int at) {
    byte[] type = new byte[4];
    buffer.get(at + 4, type);
    return new String(type, ISO_8859_1);
  }

  private static int next(ByteBuffer buffer, int at) {
    long next = at + OVERHEAD + Integer.toUnsignedLong(buffer.getInt(at));
    return (int) Math.min(next, buffer.limit());
  }

  private static void checkSum(ByteBuffer buffer, int at, String type) {
    if (!PICTURE.contains(type)) {
      return;
    }
    int length = buffer.getInt(at);
    CRC32 sum = new CRC32();
    sum.update(buffer.slice(at + 4, length + 4));
    if ((int) sum.getValue() != buffer.getInt(at + 8 + length)) {
      throw new MalformedImageException(
          "the checksum of chunk %s at byte %d is wrong".formatted(type, at));
    }
  }
}
