package dev.greengrocer.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The segments of a JPEG, walked to the end mark of its own picture, whatever thumbnails say. */
final class JpegStructure {

  private static final int TEMPORARY = 0x01;
  private static final int FIRST_FRAME = 0xc0;
  private static final int LAST_FRAME = 0xcf;
  private static final int HUFFMAN_TABLES = 0xc4;
  private static final int EXTENSION = 0xc8;
  private static final int ARITHMETIC_TABLES = 0xcc;
  private static final int FIRST_RESTART = 0xd0;
  private static final int START = 0xd8;
  private static final int END = 0xd9;
  private static final int APPLICATION_1 = 0xe1;
  private static final int APPLICATION_2 = 0xe2;
  private static final int ADOBE = 0xee;
  private static final int LAST_APPLICATION = 0xef;
  private static final int COMMENT = 0xfe;
  private static final byte[] EXIF = "Exif\0\0".getBytes(ISO_8859_1);
  private static final byte[] COLOUR_PROFILE = "ICC_PROFILE\0".getBytes(ISO_8859_1);

  private JpegStructure() {}

  static ImageHeader read(byte[] bytes) {
    int width = 0;
    int height = 0;
    int orientation = Orientation.UPRIGHT;
    int at = nextMarker(bytes, 2);
    while (marker(bytes, at) != END) {
      int marker = marker(bytes, at);
      if (marker == TEMPORARY || marker == START) {
        at = nextMarker(bytes, at + 1);
        continue;
      }
      int length = unsigned16(bytes, at + 1);
      if (length < 2) {
        throw new MalformedImageException("a segment of %d bytes".formatted(length));
      }
      if (isFrame(marker)) {
        height = unsigned16(bytes, at + 4);
        width = unsigned16(bytes, at + 6);
      } else if (marker == APPLICATION_1 && startsWith(bytes, at + 3, EXIF)) {
        orientation = Orientation.read(bytes, at + 3 + EXIF.length);
      }
      at = nextMarker(bytes, at + 1 + length);
    }
    return ImageHeader.ofStored(ImageFormat.JPEG, width, height, orientation, false);
  }

  /**
   * The same picture, up to its end mark, without what others wrote about it: of the application
   * segments there remain those that a decoder needs for the colours, and an EXIF block that holds
   * the orientation alone.
   *
   * @param bytes a whole JPEG, as {@link #read} checks it
   */
  static byte[] picture(byte[] bytes, int orientation) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
    kept.write(bytes, 0, 2);
    if (orientation != Orientation.UPRIGHT) {
      byte[] tiff = Orientation.tiff(orientation);
      int length = 2 + EXIF.length + tiff.length;
      kept.writeBytes(new byte[] {(byte) 0xff, (byte) APPLICATION_1, 0, (byte) length});
      kept.writeBytes(EXIF);
      kept.writeBytes(tiff);
    }
    int at = nextMarker(bytes, 2);
    while (marker(bytes, at) != END) {
      int marker = marker(bytes, at);
      boolean alone = marker == TEMPORARY || marker == START;
      int next = nextMarker(bytes, at + 1 + (alone ? 0 : unsigned16(bytes, at + 1)));
      if (!alone && belongsToPicture(marker, bytes, at + 3)) {
        kept.write(0xff);
        kept.write(bytes, at, next - 1 - at);
      }
      at = next;
    }
    kept.write(0xff);
    kept.write(END);
    return kept.toByteArray();
  }

  private static boolean belongsToPicture(int marker, byte[] bytes, int data) {
    if (marker == APPLICATION_2) {
      return startsWith(bytes, data, COLOUR_PROFILE);
    }
    boolean application = marker >= APPLICATION_1 && marker <= LAST_APPLICATION;
    return marker == ADOBE || !(application || marker == COMMENT);
  }

  // The compressed picture follows its header without a length: it ends at the next marker. Within
  // it, 0xff is followed by 0 or is a restart mark.
  private static int nextMarker(byte[] bytes, int from) {
    int at = from;
    while (true) {
      while (bytes[at] != (byte) 0xff) {
        at++;
      }
      int marker = marker(bytes, ++at);
      boolean withinPicture =
          marker == 0 || marker == 0xff || (marker >= FIRST_RESTART && marker < START);
      if (!withinPicture) {
        return at;
      }
    }
  }

  private static boolean isFrame(int marker) {
    return marker >= FIRST_FRAME
        && marker <= LAST_FRAME
        && marker != HUFFMAN_TABLES
        && marker != EXTENSION
        && marker != ARITHMETIC_TABLES;
  }

  private static boolean startsWith(byte[] bytes, int at, byte[] signature) {
    return bytes.length >= at + signature.length
        && Arrays.equals(bytes, at, at + signature.length, signature, 0, signature.length);
  }

  private static int marker(byte[] bytes, int at) {
    return bytes[at] & 0xff;
  }

  private static int unsigned16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }
}
