package dev.greengrocer.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The blocks of a GIF, walked to its end mark. */
final class GifStructure {

  private static final int EXTENSION = 0x21;
  private static final int FRAME = 0x2c;
  private static final int END = 0x3b;
  private static final int SCREEN = 13;
  private static final int FRAME_HEADER = 10;

  private GifStructure() {}

  static ImageHeader read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int width = side(buffer, 6);
    int height = side(buffer, 8);
    int frames = 0;
    int at = SCREEN + colourTable(buffer, 10);
    while ((buffer.get(at) & 0xff) != END) {
      switch (buffer.get(at) & 0xff) {
        case EXTENSION -> at = afterSubBlocks(buffer, at + 2);
        case FRAME -> {
          frames++;
          width = Math.max(width, side(buffer, at + 5));
          height = Math.max(height, side(buffer, at + 7));
          at = afterSubBlocks(buffer, at + FRAME_HEADER + colourTable(buffer, at + 9) + 1);
        }
        default -> throw new MalformedImageException("an unknown block at byte %d".formatted(at));
      }
    }
    if (frames == 0) {
      throw new MalformedImageException("it holds no picture");
    }
    return ImageHeader.ofStored(ImageFormat.GIF, width, height, Orientation.UPRIGHT, false);
  }

  private static int side(ByteBuffer buffer, int at) {
    return Short.toUnsignedInt(buffer.getShort(at));
  }

  private static int colourTable(ByteBuffer buffer, int flagsAt) {
    int flags = buffer.get(flagsAt);
    return (flags & 0x80) == 0 ? 0 : 3 << (1 + (flags & 7));
  }

  private static int afterSubBlocks(ByteBuffer buffer, int from) {
    int at = from;
    while (buffer.get(at) != 0) {
      at += 1 + (buffer.get(at) & 0xff);
    }
    return at + 1;
  }
}
