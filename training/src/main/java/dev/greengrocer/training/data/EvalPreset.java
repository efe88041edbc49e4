package dev.greengrocer.training.data;

import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.image.RgbImage;

/**
 * What validation does to a photo: exactly the preprocessing that ships with the model.
 * Thread-safe.
 *
 * @see TrainPreset
 */
public final class EvalPreset {

  private final Preprocessing preprocessing;

  /** Applies the preprocessing of the bundle to be. */
  public EvalPreset(Preprocessing preprocessing) {
    this.preprocessing = preprocessing;
  }

  /** The pixels that the network will see; kept by the cache instead of the whole photo. */
  public RgbImage crop(RgbImage photo) {
    return preprocessing.crop(photo);
  }

  /**
   * Turns a crop into network input.
   *
   * @return {@code [1, 3, S, S]}
   */
  public ImageTensor tensor(RgbImage crop) {
    return preprocessing.normalise(crop);
  }
}
