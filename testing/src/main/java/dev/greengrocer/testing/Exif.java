package dev.greengrocer.testing;

import java.nio.ByteBuffer;

/** What cameras write beside the picture, byte by byte. */
public final class Exif {

  private Exif() {}

  /** A JPEG with an EXIF segment right after its start mark. */
  public static byte[] in(byte[] jpeg, byte[] tiff) {
    ByteBuffer result = ByteBuffer.allocate(jpeg.length + 10 + tiff.length);
    result.put(jpeg, 0, 2);
    result.putShort((short) 0xffe1).putShort((short) (8 + tiff.length));
    result.put(new byte[] {'E', 'x', 'i', 'f', 0, 0}).put(tiff);
    return result.put(jpeg, 2, jpeg.length - 2).array();
  }

  /** The EXIF block that says nothing but an orientation. */
  public static byte[] orientation(int orientation) {
    ByteBuffer tiff = ByteBuffer.allocate(26);
    tiff.put(new byte[] {'M', 'M', 0, 42}).putInt(8); // big-endian; the first directory is at 8
    tiff.putShort((short) 1); // one entry: tag, type SHORT, one of it, the value, padding
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0);
    return tiff.putInt(0).array(); // no further directory
  }

  /** The EXIF block that has no entry, and bytes after its end. */
  public static byte[] followedBy(byte[] bytes) {
    ByteBuffer tiff = ByteBuffer.allocate(14 + bytes.length);
    tiff.put(new byte[] {'M', 'M', 0, 42}).putInt(8);
    return tiff.putShort((short) 0).putInt(0).put(bytes).array();
  }
}
