package dev.greengrocer.image;

/**
 * An image without colour: 8-bit brightness, row by row from the top left ({@code [H, W]}), as
 * ITU-R BT.601 weighs red, green and blue (0.299, 0.587, 0.114).
 *
 * <p>The pixels are owned by the image and shared with all callers; treat them as read-only.
 * Thread-safe on that condition.
 */
public final class GreyImage {

  private final int width;
  private final int height;
  private final byte[] pixels;

  /**
   * Wraps pixels without copying them.
   *
   * @param pixels {@code width * height} bytes
   */
  public GreyImage(int width, int height, byte[] pixels) {
    if (width < 1 || height < 1 || pixels.length != (long) width * height) {
      throw new IllegalArgumentException(
          "%d bytes are not %d x %d grey pixels".formatted(pixels.length, width, height));
    }
    this.width = width;
    this.height = height;
    this.pixels = pixels;
  }

  /** Pixels across. */
  public int width() {
    return width;
  }

  /** Pixels down. */
  public int height() {
    return height;
  }

  /** The brightness of one pixel in {@code [0, 255]}. */
  public int at(int x, int y) {
    return pixels[y * width + x] & 0xff;
  }

  /** The bytes themselves, {@code [H, W]}; not a copy. */
  public byte[] pixels() {
    return pixels;
  }
}
