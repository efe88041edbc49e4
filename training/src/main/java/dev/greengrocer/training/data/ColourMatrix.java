package dev.greengrocer.training.data;

/**
 * Colour changes as one matrix for each pixel: saturation and hue as the W3C Filter Effects module
 * defines them, then contrast about mid-grey, then brightness.
 */
final class ColourMatrix {

  /** Weight of each channel in the brightness that saturation and hue leave alone. */
  private static final double[] LUMINANCE = {0.213, 0.715, 0.072};

  /** The part of a hue rotation that its sine scales; a row for each channel of the result. */
  private static final double[][] QUADRATURE = {
    {-0.213, -0.715, 0.928}, {0.143, 0.140, -0.283}, {-0.787, 0.715, 0.072},
  };

  private static final double MID_GREY = 127.5;

  private ColourMatrix() {}

  /**
   * Joins the changes.
   *
   * @param brightness factor; 1 changes nothing
   * @param contrast factor; 1 changes nothing
   * @param saturation factor; 0 gives grey, 1 changes nothing
   * @param hue rotation in radians
   * @return row-major {@code [3, 4]}, see {@code ImageOperations.mixChannels}
   */
  static double[] of(double brightness, double contrast, double saturation, double hue) {
    double[] matrix = new double[12];
    double inPhase = saturation * Math.cos(hue);
    double quadrature = saturation * Math.sin(hue);
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        double chroma = (row == column ? 1 : 0) - LUMINANCE[column];
        double mixed = LUMINANCE[column] + inPhase * chroma + quadrature * QUADRATURE[row][column];
        matrix[row * 4 + column] = brightness * contrast * mixed;
      }
      matrix[row * 4 + 3] = brightness * (1 - contrast) * MID_GREY;
    }
    return matrix;
  }
}
