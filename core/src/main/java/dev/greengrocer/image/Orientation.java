package dev.greengrocer.image;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.nio.ByteBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * How the camera was held: EXIF's number from 1 to 8, see the <a
 * href="https://www.cipa.jp/std/documents/download_e.html?CIPA_DC-008-2024-E">standard</a>, section
 * 4.6.4.
 */
final class Orientation {

  static final int UPRIGHT = 1;

  private Orientation() {}

  /**
   * Finds the orientation in an EXIF block; a block that cannot be read says nothing.
   *
   * @param bytes the whole file
   * @param offset where the TIFF header of the block begins
   */
  static int read(byte[] bytes, int offset) {
    Metadata metadata = new Metadata();
    new ExifReader().extract(new ByteArrayReader(bytes, offset), metadata);
    ExifIFD0Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
    Integer number =
        directory == null ? null : directory.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
    return number == null || number < 1 || number > 8 ? UPRIGHT : number;
  }

  /** The EXIF block that says nothing but an orientation: a TIFF of one entry, big-endian. */
  static byte[] tiff(int orientation) {
    ByteBuffer tiff = ByteBuffer.allocate(26).put(new byte[] {'M', 'M', 0, 42}).putInt(8);
    tiff.putShort((short) 1); // one entry: its tag, the type SHORT, one of it, the value, padding
    tiff.putShort((short) ExifDirectoryBase.TAG_ORIENTATION).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0);
    return tiff.putInt(0).array(); // no further directory
  }

  /** Whether width and height change places. */
  static boolean swapsSides(int orientation) {
    return orientation >= 5;
  }

  /** Turns stored pixels upright, in place. */
  static void apply(int orientation, Mat mat) {
    switch (orientation) {
      case 2 -> opencv_core.flip(mat, mat, 1);
      case 3 -> opencv_core.rotate(mat, mat, opencv_core.ROTATE_180);
      case 4 -> opencv_core.flip(mat, mat, 0);
      case 5 -> opencv_core.transpose(mat, mat);
      case 6 -> opencv_core.rotate(mat, mat, opencv_core.ROTATE_90_CLOCKWISE);
      case 7 -> {
        opencv_core.transpose(mat, mat);
        opencv_core.rotate(mat, mat, opencv_core.ROTATE_180);
      }
      case 8 -> opencv_core.rotate(mat, mat, opencv_core.ROTATE_90_COUNTERCLOCKWISE);
      default -> {}
    }
  }
}
