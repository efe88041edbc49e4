package dev.greengrocer.image;

import org.bytedeco.opencv.opencv_core.Mat;

/** The one place where native pixels become Java's. */
final class Mats {

  private Mats() {}

  /**
   * Copies a continuous 8-bit, three-channel matrix; its channels are taken as red, green, blue.
   */
  static RgbImage toImage(Mat mat) {
    byte[] pixels = new byte[Math.toIntExact(mat.total() * mat.channels())];
    mat.data().get(pixels);
    return new RgbImage(mat.cols(), mat.rows(), pixels);
  }
}
