package dev.greengrocer.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The header of a Windows or OS/2 bitmap. */
final class BmpStructure {

  private static final int FILE_HEADER = 14;
  private static final int CORE_HEADER = 12;
  private static final int INFO_HEADER = 40;
  private static final int LARGEST_HEADER = 124;
  private static final int UNCOMPRESSED = 0;
  private static final int RUN_LENGTHS_8 = 1;
  private static final int RUN_LENGTHS_4 = 2;
  private static final int BIT_FIELDS = 3;

  private BmpStructure() {}

  static ImageHeader read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int headerLength = buffer.getInt(14);
    boolean core = headerLength == CORE_HEADER;
    int width = core ? Short.toUnsignedInt(buffer.getShort(18)) : buffer.getInt(18);
    // A negative height says that the rows go from top to bottom.
    int height = Math.abs(core ? Short.toUnsignedInt(buffer.getShort(20)) : buffer.getInt(22));
    int bits = buffer.getShort(core ? 24 : 28);
    int compression = core ? UNCOMPRESSED : buffer.getInt(30);
    if (!core && (headerLength < INFO_HEADER || headerLength > LARGEST_HEADER)) {
      throw new MalformedImageException("a header of %d bytes".formatted(headerLength));
    }
    if (!isKnown(compression, bits)) {
      throw new MalformedImageException(
          "%d bits a pixel with compression %d".formatted(bits, compression));
    }
    if (width < 1 || height < 1) {
      throw new MalformedImageException("it is %d x %d pixels large".formatted(width, height));
    }
    long pixels = Integer.toUnsignedLong(buffer.getInt(10));
    if (pixels < FILE_HEADER + headerLength) {
      throw new MalformedImageException("its pixels begin at byte %d".formatted(pixels));
    }
    boolean plain = compression == UNCOMPRESSED || compression == BIT_FIELDS;
    long rowBytes = ((long) width * bits + 31) / 32 * 4;
    long end = plain ? pixels + rowBytes * height : Integer.toUnsignedLong(buffer.getInt(2));
    if (end > bytes.length) {
      throw new IndexOutOfBoundsException("%d bytes are announced".formatted(end));
    }
    return ImageHeader.ofStored(
        ImageFormat.BMP,
        width,
        height,
        Orientation.UPRIGHT,
        false,
        (long) width * height * (ImageHeader.OPAQUE_BYTES + 4));
  }

  private static boolean isKnown(int compression, int bits) {
    return switch (compression) {
      case UNCOMPRESSED ->
          bits == 1
              || bits == 4
              || bits == 8
              || bits == 15
              || bits == 16
              || bits == 24
              || bits == 32;
      case RUN_LENGTHS_8 -> bits == 8;
      case RUN_LENGTHS_4 -> bits == 4;
      case BIT_FIELDS -> bits == 16 || bits == 32;
      default -> false;
    };
  }
}
