package dev.greengrocer.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The header of a Windows or OS/2 bitmap. */
final class BmpStructure {

  private static final int CORE_HEADER = 12;
  private static final int UNCOMPRESSED = 0;
  private static final int BIT_FIELDS = 3;

  private BmpStructure() {}

  static ImageHeader read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    boolean core = buffer.getInt(14) == CORE_HEADER;
    int width = core ? Short.toUnsignedInt(buffer.getShort(18)) : buffer.getInt(18);
    // A negative height says that the rows stand from top to bottom.
    int height = Math.abs(core ? Short.toUnsignedInt(buffer.getShort(20)) : buffer.getInt(22));
    int bits = buffer.getShort(core ? 24 : 28);
    int compression = core ? UNCOMPRESSED : buffer.getInt(30);
    long pixels = Integer.toUnsignedLong(buffer.getInt(10));
    boolean plain = compression == UNCOMPRESSED || compression == BIT_FIELDS;
    long rowBytes = ((long) width * bits + 31) / 32 * 4;
    long end = plain ? pixels + rowBytes * height : Integer.toUnsignedLong(buffer.getInt(2));
    if (end > bytes.length) {
      throw new IndexOutOfBoundsException("%d bytes are announced".formatted(end));
    }
    return ImageHeader.ofStored(ImageFormat.BMP, width, height, Orientation.UPRIGHT, false);
  }
}
