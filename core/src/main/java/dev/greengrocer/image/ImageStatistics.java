package dev.greengrocer.image;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * How bright, how varied and how sharp a photo is, measured on its brightness (ITU-R BT.601).
 *
 * @param mean mean brightness in {@code [0, 255]}; a low value means a dark photo
 * @param standardDeviation spread of the brightness, at least 0; near 0 means that nothing is to be
 *     seen
 * @param sharpness variance of the Laplacian (Pech-Pacheco et al. 2000), at least 0; a low value
 *     means a blurry photo. It depends on the image's size: compare images of one size only
 */
public record ImageStatistics(double mean, double standardDeviation, double sharpness) {

  /** Measures an image at the size that it has. */
  public static ImageStatistics of(RgbImage image) {
    try (Mat colour = Mats.of(image);
        Mat grey = new Mat();
        Mat laplacian = new Mat()) {
      opencv_imgproc.cvtColor(colour, grey, opencv_imgproc.COLOR_RGB2GRAY);
      opencv_imgproc.Laplacian(grey, laplacian, opencv_core.CV_32F);
      Moments brightness = moments(grey);
      double deviation = moments(laplacian).standardDeviation;
      return new ImageStatistics(
          brightness.mean, brightness.standardDeviation, deviation * deviation);
    }
  }

  private static Moments moments(Mat mat) {
    try (Mat mean = new Mat();
        Mat deviation = new Mat()) {
      opencv_core.meanStdDev(mat, mean, deviation);
      return new Moments(first(mean), first(deviation));
    }
  }

  private static double first(Mat mat) {
    try (DoublePointer values = new DoublePointer(mat.data())) {
      return values.get();
    }
  }

  private record Moments(double mean, double standardDeviation) {}
}
