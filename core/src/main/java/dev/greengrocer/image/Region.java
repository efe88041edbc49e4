package dev.greengrocer.image;

/**
 * A rectangle of whole pixels in an image.
 *
 * @param left first column
 * @param top first row
 * @param width pixels across, at least 1
 * @param height pixels down, at least 1
 */
public record Region(int left, int top, int width, int height) {

  /** Rounds a rectangle to whole pixels and moves it inside an image. */
  static Region rounded(
      double left, double top, double width, double height, int imageWidth, int imageHeight) {
    int w = (int) Math.max(1, Math.min(imageWidth, Math.round(width)));
    int h = (int) Math.max(1, Math.min(imageHeight, Math.round(height)));
    int x = (int) Math.max(0, Math.min(imageWidth - w, Math.round(left)));
    int y = (int) Math.max(0, Math.min(imageHeight - h, Math.round(top)));
    return new Region(x, y, w, h);
  }
}
