package dev.greengrocer.training.data;

import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.RgbImage;
import java.util.stream.IntStream;

/**
 * The validation photos as the shipped model would see them, in batches. Thread-safe.
 *
 * <p>Its {@link Photos} give crops: pictures that {@link EvalPreset#crop} was applied to.
 */
public final class ValidationSet {

  private final Photos crops;
  private final int[] classes;
  private final EvalPreset preset;

  /**
   * Joins crops and classes.
   *
   * @param classes the class index of each crop
   */
  public ValidationSet(Photos crops, int[] classes, EvalPreset preset) {
    this.crops = crops;
    this.classes = classes.clone();
    this.preset = preset;
  }

  /** The number of photos. */
  public int size() {
    return classes.length;
  }

  /** The class index of a photo. */
  public int classOf(int index) {
    return classes[index];
  }

  /** The pixels that the network sees of a photo. */
  public RgbImage crop(int index) {
    return crops.get(index);
  }

  /**
   * Network input for some photos.
   *
   * @param from position of the first
   * @param to position after the last
   * @return {@code [to - from, 3, S, S]}
   */
  public ImageTensor images(int from, int to) {
    return ImageTensor.concat(
        IntStream.range(from, to).mapToObj(crops::get).map(preset::tensor).toList());
  }
}
