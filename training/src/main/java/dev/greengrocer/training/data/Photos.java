package dev.greengrocer.training.data;

import dev.greengrocer.image.RgbImage;

/**
 * The pictures of a list of samples, by position. Thread-safe.
 *
 * <p>One implementation decodes files each time, the other reads a cache on disk.
 */
public interface Photos extends AutoCloseable {

  /** The number of photos. */
  int size();

  /**
   * One photo.
   *
   * @param index position in the list of samples, in {@code [0, size)}
   * @throws dev.greengrocer.InvalidImageException if it cannot be decoded; the message names it
   */
  RgbImage get(int index);

  @Override
  void close();
}
