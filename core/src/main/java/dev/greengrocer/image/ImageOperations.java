package dev.greengrocer.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Geometry and filters on pixels. Stateless and thread-safe; every result is a new image.
 *
 * <p>Each method owns the native memory that it opens and closes it before it returns.
 */
public final class ImageOperations {

  private ImageOperations() {}

  /**
   * Resizes a whole image, averaging areas when it shrinks and interpolating when it grows.
   *
   * @param width pixels across of the result
   * @param height pixels down of the result
   */
  public static RgbImage resize(RgbImage image, int width, int height) {
    return cropAndResize(image, 0, 0, image.width(), image.height(), width, height);
  }

  /**
   * Cuts a rectangle out of an image and resizes it in one step.
   *
   * @param left left edge in pixels; the rectangle is rounded to whole pixels and moved inside
   * @param top top edge in pixels
   * @param cropWidth pixels across of the rectangle
   * @param cropHeight pixels down of the rectangle
   * @param width pixels across of the result
   * @param height pixels down of the result
   */
  public static RgbImage cropAndResize(
      RgbImage image,
      double left,
      double top,
      double cropWidth,
      double cropHeight,
      int width,
      int height) {
    int w = (int) Math.max(1, Math.min(image.width(), Math.round(cropWidth)));
    int h = (int) Math.max(1, Math.min(image.height(), Math.round(cropHeight)));
    int x = (int) Math.max(0, Math.min(image.width() - w, Math.round(left)));
    int y = (int) Math.max(0, Math.min(image.height() - h, Math.round(top)));
    boolean shrinks = width < w || height < h;
    int method = shrinks ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR;
    try (BytePointer pixels = new BytePointer(image.pixels());
        Mat whole = new Mat(image.height(), image.width(), opencv_core.CV_8UC3, pixels);
        Rect rectangle = new Rect(x, y, w, h);
        Mat crop = new Mat(whole, rectangle);
        Size size = new Size(width, height);
        Mat resized = new Mat()) {
      opencv_imgproc.resize(crop, resized, size, 0, 0, method);
      return Mats.toImage(resized);
    }
  }
}
