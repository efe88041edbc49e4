package dev.greengrocer.image;

/**
 * A decoded photo: 8-bit RGB pixels, row by row from the top left, three bytes a pixel ({@code [H,
 * W, 3]}).
 *
 * <p>The pixels are owned by the image and shared with all callers; treat them as read-only.
 * Thread-safe on that condition.
 */
public final class RgbImage {

  private final int width;
  private final int height;
  private final byte[] pixels;

  /**
   * Wraps pixels without copying them.
   *
   * @param pixels {@code width * height * 3} bytes, red first
   */
  public RgbImage(int width, int height, byte[] pixels) {
    if (width < 1 || height < 1 || pixels.length != (long) width * height * 3) {
      throw new IllegalArgumentException(
          "%d bytes are not %d x %d RGB pixels".formatted(pixels.length, width, height));
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

  /** The bytes themselves, {@code [H, W, 3]}; not a copy. */
  public byte[] pixels() {
    return pixels;
  }
}
