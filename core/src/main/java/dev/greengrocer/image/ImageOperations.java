package dev.greengrocer.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Geometry, filters and colours of pixels. Stateless and thread-safe; every result is a new image.
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
    Region part = Region.rounded(left, top, cropWidth, cropHeight, image.width(), image.height());
    try (Mat whole = Mats.of(image);
        Rect rectangle = new Rect(part.left(), part.top(), part.width(), part.height());
        Mat crop = new Mat(whole, rectangle);
        Mat resized = new Mat()) {
      resize(crop, resized, width, height);
      return Mats.toImage(resized);
    }
  }

  /**
   * Shrinks every image of a batch to a square, averaging areas as {@link #resize} does, but
   * without rounding.
   *
   * @param images square ones
   * @param side pixels of the result's side; at that side already, the batch itself is the result
   */
  public static ImageTensor resize(ImageTensor images, int side) {
    int from = Math.toIntExact(images.shape()[2]);
    if (from == side) {
      return images;
    }
    int planes = Math.toIntExact(images.shape()[0] * images.shape()[1]);
    float[] plane = new float[from * from];
    float[] small = new float[side * side];
    float[] all = new float[planes * small.length];
    try (Mat mat = new Mat(from, from, opencv_core.CV_32FC1);
        Mat resized = new Mat(side, side, opencv_core.CV_32FC1);
        FloatPointer pixels = new FloatPointer(mat.data());
        FloatPointer shrunk = new FloatPointer(resized.data())) {
      for (int i = 0; i < planes; i++) {
        System.arraycopy(images.values(), i * plane.length, plane, 0, plane.length);
        pixels.put(plane);
        resize(mat, resized, side, side);
        shrunk.get(small);
        System.arraycopy(small, 0, all, i * small.length, small.length);
      }
    }
    return new ImageTensor(images.count(), (int) images.shape()[1], side, side, all);
  }

  /**
   * The brightness of an image, resized.
   *
   * @param width pixels across of the result
   * @param height pixels down of the result
   */
  public static GreyImage greyThumbnail(RgbImage image, int width, int height) {
    try (Mat colour = Mats.of(image);
        Mat grey = new Mat();
        Mat resized = new Mat()) {
      opencv_imgproc.cvtColor(colour, grey, opencv_imgproc.COLOR_RGB2GRAY);
      resize(grey, resized, width, height);
      return Mats.toGrey(resized);
    }
  }

  /** Swaps left and right. */
  public static RgbImage mirror(RgbImage image) {
    try (Mat mat = Mats.of(image);
        Mat mirrored = new Mat()) {
      opencv_core.flip(mat, mirrored, 1);
      return Mats.toImage(mirrored);
    }
  }

  /**
   * Rotates, shears, scales and moves an image; what lies outside is filled by reflection.
   *
   * @param matrix six numbers {@code a b c d e f}: the result's pixel {@code (x, y)} is taken from
   *     {@code (a x + b y + c, d x + e y + f)}, where {@code (0, 0)} is the centre of the top left
   *     pixel
   * @param width pixels across of the result
   * @param height pixels down of the result
   */
  public static RgbImage warp(RgbImage image, double[] matrix, int width, int height) {
    checkLength(matrix, 6);
    try (Mat mat = Mats.of(image);
        DoublePointer numbers = new DoublePointer(matrix);
        Mat transform = new Mat(2, 3, opencv_core.CV_64FC1, numbers);
        Size size = new Size(width, height);
        Scalar unused = new Scalar(0);
        Mat warped = new Mat()) {
      opencv_imgproc.warpAffine(
          mat,
          warped,
          transform,
          size,
          opencv_imgproc.INTER_LINEAR | opencv_imgproc.WARP_INVERSE_MAP,
          opencv_core.BORDER_REFLECT_101,
          unused);
      return Mats.toImage(warped);
    }
  }

  /**
   * Blurs with a Gaussian bell.
   *
   * @param sigma its standard deviation in pixels, above 0
   */
  public static RgbImage blur(RgbImage image, double sigma) {
    try (Mat mat = Mats.of(image);
        Size fromSigma = new Size(0, 0);
        Mat blurred = new Mat()) {
      opencv_imgproc.GaussianBlur(mat, blurred, fromSigma, sigma);
      return Mats.toImage(blurred);
    }
  }

  /**
   * Mixes the channels of every pixel; results are rounded and kept within {@code [0, 255]}.
   *
   * @param matrix twelve numbers, row-major {@code [3, 4]}: each row gives one channel of the
   *     result from red, green, blue and 1, all in {@code [0, 255]}
   */
  public static RgbImage mixChannels(RgbImage image, double[] matrix) {
    checkLength(matrix, 12);
    try (Mat mat = Mats.of(image);
        DoublePointer numbers = new DoublePointer(matrix);
        Mat transform = new Mat(3, 4, opencv_core.CV_64FC1, numbers);
        Mat mixed = new Mat()) {
      opencv_core.transform(mat, mixed, transform);
      return Mats.toImage(mixed);
    }
  }

  /**
   * Compresses an image as JPEG.
   *
   * @param quality from 1, small, to 100, good
   */
  public static byte[] encodeJpeg(RgbImage image, int quality) {
    try (IntPointer options = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality)) {
      return encode(image, ".jpg", options);
    }
  }

  /** Compresses an image as PNG, without loss. */
  public static byte[] encodePng(RgbImage image) {
    try (IntPointer options = new IntPointer(opencv_imgcodecs.IMWRITE_PNG_COMPRESSION, 6)) {
      return encode(image, ".png", options);
    }
  }

  private static byte[] encode(RgbImage image, String format, IntPointer options) {
    try (Mat mat = Mats.of(image);
        Mat blueFirst = new Mat();
        BytePointer extension = new BytePointer(format);
        BytePointer encoded = new BytePointer()) {
      opencv_imgproc.cvtColor(mat, blueFirst, opencv_imgproc.COLOR_RGB2BGR);
      if (!opencv_imgcodecs.imencode(extension, blueFirst, encoded, options)) {
        throw new IllegalStateException("OpenCV does not write " + format);
      }
      byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
      encoded.get(bytes);
      return bytes;
    }
  }

  private static void resize(Mat from, Mat to, int width, int height) {
    boolean shrinks = width < from.cols() || height < from.rows();
    int method = shrinks ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR;
    try (Size size = new Size(width, height)) {
      opencv_imgproc.resize(from, to, size, 0, 0, method);
    }
  }

  private static void checkLength(double[] matrix, int length) {
    if (matrix.length != length) {
      throw new IllegalArgumentException(
          "a matrix of %d numbers instead of %d".formatted(matrix.length, length));
    }
  }
}
