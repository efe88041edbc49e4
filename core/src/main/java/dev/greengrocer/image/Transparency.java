package dev.greengrocer.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pixels with an alpha channel to pixels without. */
final class Transparency {

  private static final double FROM_16_BITS = 1 / 257.0;

  private Transparency() {}

  /**
   * Shows an image as it looks on white paper: {@code alpha * colour + (1 - alpha) * white}. It
   * takes no memory but for a row: the result takes the place of the image, of which it is never
   * larger.
   *
   * @param mat blue, green, red and alpha, or fewer channels when there is none, of 8 or 16 bits,
   *     continuous; not to be read afterwards
   * @return 8-bit red, green and blue in the memory of {@code mat}, or a matrix of its own; the
   *     caller closes it before {@code mat}
   */
  static Mat onWhite(Mat mat) {
    int rows = mat.rows();
    int columns = mat.cols();
    int from = columns * (int) mat.elemSize();
    int to = columns * 3;
    if (mat.channels() < 3) {
      return wide(mat);
    }
    byte[] flat = new byte[to];
    byte[] pixels = new byte[columns * mat.channels()];
    BytePointer memory = mat.data();
    try (Mat row8 = new Mat()) {
      for (int row = 0; row < rows; row++) {
        try (Mat row0 = mat.row(row)) {
          if (mat.depth() == opencv_core.CV_16U) {
            row0.convertTo(row8, opencv_core.CV_8U, FROM_16_BITS, 0);
            row8.data().get(pixels);
          } else {
            memory.position((long) row * from).get(pixels);
          }
        }
        blend(pixels, flat, mat.channels());
        memory.position((long) row * to).put(flat);
      }
    }
    memory.position(0);
    return new Mat(rows, columns, opencv_core.CV_8UC3, memory);
  }

  private static Mat wide(Mat grey) {
    Mat colour = new Mat();
    if (grey.depth() == opencv_core.CV_16U) {
      grey.convertTo(grey, opencv_core.CV_8U, FROM_16_BITS, 0);
    }
    opencv_imgproc.cvtColor(grey, colour, opencv_imgproc.COLOR_GRAY2RGB);
    return colour;
  }

  private static void blend(byte[] pixels, byte[] flat, int channels) {
    for (int from = 0, to = 0; from < pixels.length; from += channels) {
      int alpha = channels == 4 ? pixels[from + 3] & 0xff : 255;
      for (int channel = 2; channel >= 0; channel--) { // blue comes first
        int colour = pixels[from + channel] & 0xff;
        flat[to++] = (byte) ((alpha * colour + (255 - alpha) * 255 + 127) / 255);
      }
    }
  }
}
