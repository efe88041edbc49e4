package dev.greengrocer.image;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pixels with an alpha channel to pixels without. */
final class Transparency {

  private static final double FROM_16_BITS = 1 / 257.0;

  private Transparency() {}

  /**
   * Shows an image as it looks on white paper: {@code alpha * colour + (1 - alpha) * white}.
   *
   * @param mat blue, green, red and alpha, or fewer channels when there is none, of 8 or 16 bits;
   *     becomes 8-bit red, green and blue
   */
  static void showOnWhite(Mat mat) {
    if (mat.depth() == opencv_core.CV_16U) {
      mat.convertTo(mat, opencv_core.CV_8U, FROM_16_BITS, 0);
    }
    switch (mat.channels()) {
      case 1 -> opencv_imgproc.cvtColor(mat, mat, opencv_imgproc.COLOR_GRAY2RGB);
      case 3 -> opencv_imgproc.cvtColor(mat, mat, opencv_imgproc.COLOR_BGR2RGB);
      default -> blend(mat);
    }
  }

  private static void blend(Mat mat) {
    opencv_imgproc.cvtColor(mat, mat, opencv_imgproc.COLOR_BGRA2RGBA);
    byte[] pixels = new byte[Math.toIntExact(mat.total() * 4)];
    mat.data().get(pixels);
    byte[] flat = new byte[pixels.length / 4 * 3];
    for (int from = 0, to = 0; from < pixels.length; from += 4) {
      int alpha = pixels[from + 3] & 0xff;
      for (int channel = 0; channel < 3; channel++) {
        int colour = pixels[from + channel] & 0xff;
        flat[to++] = (byte) ((alpha * colour + (255 - alpha) * 255 + 127) / 255);
      }
    }
    mat.create(mat.rows(), mat.cols(), opencv_core.CV_8UC3);
    mat.data().put(flat);
  }
}
