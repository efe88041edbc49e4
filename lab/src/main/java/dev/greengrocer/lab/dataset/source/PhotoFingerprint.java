package dev.greengrocer.lab.dataset.source;

import dev.greengrocer.image.GreyImage;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;

/**
 * What is kept of a photo to find others that show the same picture: a hash to find candidates and
 * two thumbnails to confirm them. Immutable; some 1.3 KB.
 */
public final class PhotoFingerprint {

  /** Side of the colour thumbnail, in pixels. */
  static final int COLOUR_SIDE = 8;

  private final long hash;
  private final GreyImage grey;
  private final RgbImage colours;

  private PhotoFingerprint(long hash, GreyImage grey, RgbImage colours) {
    this.hash = hash;
    this.grey = grey;
    this.colours = colours;
  }

  /**
   * Takes the fingerprint of a photo.
   *
   * @param picture without borders; a few hundred pixels a side are enough
   */
  public static PhotoFingerprint of(RgbImage picture) {
    GreyImage grey =
        ImageOperations.greyThumbnail(picture, PerceptualHash.SIDE, PerceptualHash.SIDE);
    RgbImage colours = ImageOperations.resize(picture, COLOUR_SIDE, COLOUR_SIDE);
    return new PhotoFingerprint(PerceptualHash.of(grey), grey, colours);
  }

  /** See {@link PerceptualHash}. */
  public long hash() {
    return hash;
  }

  /** Brightness, {@link PerceptualHash#SIDE} pixels a side. */
  public GreyImage grey() {
    return grey;
  }

  /** Colours, {@link #COLOUR_SIDE} pixels a side. */
  public RgbImage colours() {
    return colours;
  }
}
