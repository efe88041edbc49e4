package dev.greengrocer.image;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** The one place where Java's pixels become native ones and back. */
final class Mats {

  private Mats() {}

  /** Copies an image into a matrix that the caller closes. */
  static Mat of(RgbImage image) {
    Mat mat = new Mat(image.height(), image.width(), opencv_core.CV_8UC3);
    mat.data().put(image.pixels());
    return mat;
  }

  /**
   * Copies a continuous 8-bit, three-channel matrix; its channels are taken as red, green, blue.
   */
  static RgbImage toImage(Mat mat) {
    return new RgbImage(mat.cols(), mat.rows(), bytes(mat));
  }

  /** Copies a continuous 8-bit matrix of one channel. */
  static GreyImage toGrey(Mat mat) {
    return new GreyImage(mat.cols(), mat.rows(), bytes(mat));
  }

  private static byte[] bytes(Mat mat) {
    byte[] bytes = new byte[Math.toIntExact(mat.total() * mat.channels())];
    mat.data().get(bytes);
    return bytes;
  }
}
