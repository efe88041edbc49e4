package dev.greengrocer.lab.dataset.source;

import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;

/**
 * Cuts off borders of one colour: letterbox bars, and the even background around a product photo.
 *
 * <p>A photo and its letterboxed copy come out alike because cutting goes on, side by side, until
 * every side is something to see: first the bars go, then whatever even background lies inside.
 */
public final class BorderCrop {

  /** How far a border's pixel may be from the border's colour: what JPEG does to a flat area. */
  private static final int TOLERANCE = 24;

  /** Pixels of a border line that may be farther, such as a watermark: 1 in 32. */
  private static final int OUTLIERS_IN = 32;

  /** Less than this part of a side is no picture any more; the photo is then left as it is. */
  private static final int SMALLEST_PART = 8;

  private final byte[] pixels;
  private final int width;
  private int left;
  private int top;
  private int right;
  private int bottom;

  private BorderCrop(RgbImage image) {
    pixels = image.pixels();
    width = image.width();
    right = image.width();
    bottom = image.height();
  }

  /** The image without its borders, or the image itself when next to nothing would remain. */
  public static RgbImage apply(RgbImage image) {
    BorderCrop crop = new BorderCrop(image);
    crop.shrink();
    int width = crop.right - crop.left;
    int height = crop.bottom - crop.top;
    if ((width == image.width() && height == image.height())
        || width * SMALLEST_PART < image.width()
        || height * SMALLEST_PART < image.height()) {
      return image;
    }
    return ImageOperations.cropAndResize(image, crop.left, crop.top, width, height, width, height);
  }

  private void shrink() {
    boolean shrunk = true;
    while (shrunk && left < right && top < bottom) {
      int before = left + top - right - bottom;
      shrinkRows(true);
      shrinkRows(false);
      shrinkColumns(true);
      shrinkColumns(false);
      shrunk = left + top - right - bottom != before;
    }
  }

  private void shrinkRows(boolean fromTop) {
    if (top >= bottom || left >= right) {
      return;
    }
    int[] colour = meanColour(left, fromTop ? top : bottom - 1, 1, 0, right - left);
    while (top < bottom && isBorder(left, fromTop ? top : bottom - 1, 1, 0, right - left, colour)) {
      if (fromTop) {
        top++;
      } else {
        bottom--;
      }
    }
  }

  private void shrinkColumns(boolean fromLeft) {
    if (top >= bottom || left >= right) {
      return;
    }
    int[] colour = meanColour(fromLeft ? left : right - 1, top, 0, 1, bottom - top);
    while (left < right && isBorder(fromLeft ? left : right - 1, top, 0, 1, bottom - top, colour)) {
      if (fromLeft) {
        left++;
      } else {
        right--;
      }
    }
  }

  private int[] meanColour(int x, int y, int dx, int dy, int length) {
    int[] sum = new int[3];
    for (int i = 0; i < length; i++) {
      int at = 3 * ((y + i * dy) * width + x + i * dx);
      for (int channel = 0; channel < 3; channel++) {
        sum[channel] += pixels[at + channel] & 0xff;
      }
    }
    for (int channel = 0; channel < 3; channel++) {
      sum[channel] = sum[channel] / length;
    }
    return sum;
  }

  private boolean isBorder(int x, int y, int dx, int dy, int length, int[] colour) {
    int outliers = 0;
    for (int i = 0; i < length; i++) {
      int at = 3 * ((y + i * dy) * width + x + i * dx);
      for (int channel = 0; channel < 3; channel++) {
        if (Math.abs((pixels[at + channel] & 0xff) - colour[channel]) > TOLERANCE) {
          outliers++;
          break;
        }
      }
    }
    return outliers * OUTLIERS_IN <= length;
  }
}
