package dev.greengrocer.training.network;

/**
 * What one image has become at some place in a network: {@code channels} maps of {@code height} x
 * {@code width} pixels, or a row of {@code channels} numbers once it is flat.
 *
 * @param channels maps or numbers, at least 1
 * @param height pixels down; 1 when flat
 * @param width pixels across; 1 when flat
 * @param flat whether pixels are gone, as dense layers need it
 */
public record Shape(int channels, int height, int width, boolean flat) {

  static Shape maps(int channels, int height, int width) {
    return new Shape(channels, height, width, false);
  }

  static Shape row(int numbers) {
    return new Shape(numbers, 1, 1, true);
  }

  @Override
  public String toString() {
    return flat ? "[%d]".formatted(channels) : "[%d, %d, %d]".formatted(channels, height, width);
  }
}
