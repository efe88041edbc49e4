package dev.greengrocer.image;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * How much each part of a photo speaks for one label: a coarse grid over the square that the
 * network sees, 0 where nothing speaks for the label and 1 where most does. Immutable and
 * thread-safe.
 */
public final class HeatMap {

  /** Share of colour, against the grey photo beneath it. */
  private static final double COLOUR = 0.6;

  /** Share of white in what the network does not see. */
  private static final double VEIL = 0.6;

  private final int width;
  private final int height;
  private final float[] values;
  private final Preprocessing preprocessing;

  /**
   * Lays a grid over what the network sees.
   *
   * @param width cells across
   * @param height cells down
   * @param values {@code width * height} numbers in {@code [0, 1]}, row by row from the top left
   * @param preprocessing how the photo became the input of the network
   */
  public HeatMap(int width, int height, float[] values, Preprocessing preprocessing) {
    if (width < 1 || height < 1 || values.length != (long) width * height) {
      throw new IllegalArgumentException(
          "%d values are not a heat map of %d x %d cells".formatted(values.length, width, height));
    }
    for (float value : values) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("a heat of " + value + " is not in [0, 1]");
      }
    }
    this.width = width;
    this.height = height;
    this.values = values.clone();
    this.preprocessing = preprocessing;
  }

  /** Cells across. */
  public int width() {
    return width;
  }

  /** Cells down. */
  public int height() {
    return height;
  }

  /** The heat of a cell, in {@code [0, 1]}; {@code (0, 0)} is at the top left. */
  public double at(int x, int y) {
    if (x < 0 || x >= width || y < 0 || y >= height) {
      throw new IndexOutOfBoundsException(
          "cell (%d, %d) of a heat map of %d x %d".formatted(x, y, width, height));
    }
    return values[y * width + x];
  }

  /**
   * Paints the heat over its photo, in the photo's own coordinates: the photo in grey, coloured
   * from violet (0) over green to yellow (1) by the colour map viridis, whose steps people see
   * alike whatever their colour vision, and what the network does not see as if behind milk glass.
   *
   * @param photo the photo, upright, at any size
   * @return an image of the photo's size
   */
  public RgbImage overlay(RgbImage photo) {
    Region seen = preprocessing.seen(photo.width(), photo.height());
    try (Mat colours = Mats.of(photo);
        Mat grey = new Mat();
        Mat picture = new Mat();
        Rect rectangle = new Rect(seen.left(), seen.top(), seen.width(), seen.height());
        Mat heat = colours(seen)) {
      opencv_imgproc.cvtColor(colours, grey, opencv_imgproc.COLOR_RGB2GRAY);
      opencv_imgproc.cvtColor(grey, picture, opencv_imgproc.COLOR_GRAY2RGB);
      try (Mat square = new Mat(picture, rectangle);
          Mat painted = new Mat()) {
        opencv_core.addWeighted(heat, COLOUR, square, 1 - COLOUR, 0, painted);
        picture.convertTo(picture, -1, 1 - VEIL, 255 * VEIL);
        painted.copyTo(square);
      }
      return Mats.toImage(picture);
    }
  }

  /** The grid as a coloured picture of a size, red first, that the caller closes. */
  private Mat colours(Region size) {
    Mat coloured = new Mat();
    try (FloatPointer numbers = new FloatPointer(values);
        Mat grid = new Mat(height, width, opencv_core.CV_32FC1, numbers);
        Size pixels = new Size(size.width(), size.height());
        Mat smooth = new Mat();
        Mat levels = new Mat()) {
      opencv_imgproc.resize(grid, smooth, pixels, 0, 0, opencv_imgproc.INTER_LINEAR);
      smooth.convertTo(levels, opencv_core.CV_8UC1, 255, 0);
      opencv_imgproc.applyColorMap(levels, coloured, opencv_imgproc.COLORMAP_VIRIDIS);
      opencv_imgproc.cvtColor(coloured, coloured, opencv_imgproc.COLOR_BGR2RGB);
      return coloured;
    }
  }
}
