package dev.greengrocer.training.data;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * How strongly training photos are varied. A strength or probability of 0 switches its variation
 * off. In a file of options all values are keys of one section.
 *
 * @param crop which part of a photo is seen
 * @param geometry how its shape changes
 * @param colour how its colours change
 * @param damage how its quality suffers
 * @param mix how the photos of a batch are blended
 */
public record AugmentationOptions(
    @JsonUnwrapped(prefix = "crop-") Crop crop,
    @JsonUnwrapped Geometry geometry,
    @JsonUnwrapped Colour colour,
    @JsonUnwrapped Damage damage,
    @JsonUnwrapped Mix mix) {

  /**
   * Random crops.
   *
   * @param scale smallest part of the photo's area that a crop keeps, in {@code (0, 1]}; 1 keeps
   *     whole photos
   * @param ratio widest aspect ratio of a crop, at least 1; the narrowest is its inverse
   */
  public record Crop(double scale, double ratio) {}

  /**
   * Mirroring, rotation and shear.
   *
   * @param flip probability of mirroring left to right
   * @param rotation largest rotation either way, in degrees, in {@code [0, 180]}
   * @param shear largest shear either way, in degrees, in {@code [0, 45]}
   * @param affineProbability probability that a photo is rotated and sheared at all
   */
  public record Geometry(double flip, double rotation, double shear, double affineProbability) {}

  /**
   * Changes of colour.
   *
   * @param brightness largest relative change, in {@code [0, 1]}
   * @param contrast largest relative change, in {@code [0, 1]}
   * @param saturation largest relative change, in {@code [0, 1]}
   * @param hue largest change as a part of the colour circle, in {@code [0, 0.5]}
   */
  public record Colour(double brightness, double contrast, double saturation, double hue) {}

  /**
   * Losses of quality, each with its probability.
   *
   * @param blur probability of a Gaussian blur of random width
   * @param jpegNoise probability of a JPEG round trip at a random quality
   * @param erasing probability of blanking a random rectangle (Zhong et al. 2017)
   */
  public record Damage(double blur, double jpegNoise, double erasing) {}

  /**
   * Blending of the photos of a batch.
   *
   * @param mixup alpha of MixUp's beta distribution, in {@code [0, 1]} (Zhang et al. 2017)
   * @param cutmix alpha of CutMix's beta distribution, in {@code [0, 1]} (Yun et al. 2019)
   * @param mixProbability probability that a batch is mixed at all, when MixUp or CutMix is on
   */
  public record Mix(double mixup, double cutmix, double mixProbability) {}

  /** Sensible strengths for training a small network from scratch on a few thousand photos. */
  public static AugmentationOptions defaults() {
    return new AugmentationOptions(
        new Crop(0.35, 1.33),
        new Geometry(0.5, 15, 5, 0.3),
        new Colour(0.3, 0.3, 0.3, 0.03),
        new Damage(0.1, 0.1, 0.2),
        new Mix(0.2, 0, 0.5));
  }

  /** No variation: each photo as validation sees it, at the training resolution. */
  public static AugmentationOptions none() {
    return new AugmentationOptions(
        new Crop(1, 1),
        new Geometry(0, 0, 0, 0),
        new Colour(0, 0, 0, 0),
        new Damage(0, 0, 0),
        new Mix(0, 0, 0));
  }

  /** The same options with another way to blend the photos of a batch. */
  AugmentationOptions with(Mix other) {
    return new AugmentationOptions(crop, geometry, colour, damage, other);
  }

  /** One sentence for each value that is out of range; empty when all are well. */
  public List<String> faults() {
    return new Ranges()
        .above("crop-scale", crop.scale, 0)
        .atMost("crop-scale", crop.scale, 1)
        .between("crop-ratio", crop.ratio, 1, 4)
        .between("flip", geometry.flip, 0, 1)
        .between("rotation", geometry.rotation, 0, 180)
        .between("shear", geometry.shear, 0, 45)
        .between("affine-probability", geometry.affineProbability, 0, 1)
        .between("brightness", colour.brightness, 0, 1)
        .between("contrast", colour.contrast, 0, 1)
        .between("saturation", colour.saturation, 0, 1)
        .between("hue", colour.hue, 0, 0.5)
        .between("blur", damage.blur, 0, 1)
        .between("jpeg-noise", damage.jpegNoise, 0, 1)
        .between("erasing", damage.erasing, 0, 1)
        .between("mixup", mix.mixup, 0, 1)
        .between("cutmix", mix.cutmix, 0, 1)
        .between("mix-probability", mix.mixProbability, 0, 1)
        .faults();
  }
}
