package dev.greengrocer.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The blocks of a GIF, walked to its end mark. */
final class GifStructure {

  private static final int EXTENSION = 0x21;
  private static final int GRAPHIC_CONTROL = 0xf9;
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
          if (frames++ == 0) {
            checkOnScreen(buffer, at, width, height);
          }
          at = afterFrame(buffer, at);
        }
        default -> throw new MalformedImageException("an unknown block at byte %d".formatted(at));
      }
    }
    if (frames == 0) {
      throw new MalformedImageException("it holds no picture");
    }
    // The decoder draws onto a canvas with alpha.
    long perPixel = ImageHeader.OPAQUE_BYTES + 8;
    return ImageHeader.ofStored(
        ImageFormat.GIF,
        width,
        height,
        Orientation.UPRIGHT,
        false,
        (long) width * height * perPixel);
  }

  private static void checkOnScreen(ByteBuffer buffer, int at, int width, int height) {
    int right = side(buffer, at + 1) + side(buffer, at + 5);
    int bottom = side(buffer, at + 3) + side(buffer, at + 7);
    if (right > width || bottom > height) {
      throw new MalformedImageException(
          "a frame that reaches to %d x %d pixels on a screen of %d x %d"
              .formatted(right, bottom, width, height));
    }
  }

  /**
   * The first frame, with the block that controls it, and nothing else: a decoder that is given it
   * spends no time on others.
   *
   * @param bytes a whole GIF, as {@link #read} checks it
   */
  static byte[] picture(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
    int at = SCREEN + colourTable(buffer, 10);
    kept.write(bytes, 0, at);
    while ((buffer.get(at) & 0xff) != FRAME) {
      int next = afterSubBlocks(buffer, at + 2);
      if ((buffer.get(at + 1) & 0xff) == GRAPHIC_CONTROL) {
        kept.write(bytes, at, next - at);
      }
      at = next;
    }
    kept.write(bytes, at, afterFrame(buffer, at) - at);
    kept.write(END);
    return kept.toByteArray();
  }

  private static int side(ByteBuffer buffer, int at) {
    return Short.toUnsignedInt(buffer.getShort(at));
  }

  private static int afterFrame(ByteBuffer buffer, int at) {
    return afterSubBlocks(buffer, at + FRAME_HEADER + colourTable(buffer, at + 9) + 1);
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
