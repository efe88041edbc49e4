package dev.greengrocer.benchmarks.photos;

/** The sizes of photo that are met: thumbnails, messages, phones, and phones at their best. */
public enum PhotoSize {
  /** 0.3 megapixels: 640 x 480. */
  MPX_0_3(640, 480),
  /** 2 megapixels: 1632 x 1224. */
  MPX_2(1632, 1224),
  /** 12 megapixels: 4032 x 3024. */
  MPX_12(4032, 3024),
  /** 48 megapixels: 8064 x 6048. */
  MPX_48(8064, 6048);

  private final int width;
  private final int height;

  PhotoSize(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** Pixels across. */
  public int width() {
    return width;
  }

  /** Pixels down. */
  public int height() {
    return height;
  }

  /** Such as {@code 12 Mpx}. */
  @Override
  public String toString() {
    return name().substring("MPX_".length()).replace('_', '.') + " Mpx";
  }
}
