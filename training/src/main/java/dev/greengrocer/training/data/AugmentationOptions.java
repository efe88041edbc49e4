package dev.greengrocer.training.data;

import java.util.List;

/**
 * How strongly training photos are varied. A strength or probability of 0 switches its variation
 * off.
 *
 * @param cropScale smallest part of the photo's area that a random crop keeps, in {@code (0, 1]}; 1
 *     keeps whole photos
 * @param cropRatio widest aspect ratio of a random crop, at least 1; the narrowest is its inverse
 * @param flip probability of mirroring left to right
 * @param rotation largest rotation either way, in degrees, in {@code [0, 180]}
 * @param shear largest shear either way, in degrees, in {@code [0, 45]}
 * @param affineProbability probability that a photo is rotated and sheared at all
 * @param brightness largest relative change, in {@code [0, 1]}
 * @param contrast largest relative change, in {@code [0, 1]}
 * @param saturation largest relative change, in {@code [0, 1]}
 * @param hue largest change as a part of the colour circle, in {@code [0, 0.5]}
 * @param blur probability of a Gaussian blur of random width
 * @param jpegNoise probability of a JPEG round trip at a random quality
 * @param erasing probability of blanking a random rectangle (Zhong et al. 2017)
 * @param mixup alpha of MixUp's beta distribution, in {@code [0, 1]} (Zhang et al. 2017)
 * @param cutmix alpha of CutMix's beta distribution, in {@code [0, 1]} (Yun et al. 2019)
 * @param mixProbability probability that a batch is mixed at all, when MixUp or CutMix is on
 */
public record AugmentationOptions(
    double cropScale,
    double cropRatio,
    double flip,
    double rotation,
    double shear,
    double affineProbability,
    double brightness,
    double contrast,
    double saturation,
    double hue,
    double blur,
    double jpegNoise,
    double erasing,
    double mixup,
    double cutmix,
    double mixProbability) {

  /** Sensible strengths for training a small network from scratch on a few thousand photos. */
  public static AugmentationOptions defaults() {
    return new AugmentationOptions(
        0.35, 1.33, 0.5, 15, 5, 0.3, 0.3, 0.3, 0.3, 0.03, 0.1, 0.1, 0.2, 0.2, 0, 0.5);
  }

  /** No variation: each photo as validation sees it, at the training resolution. */
  public static AugmentationOptions none() {
    return new AugmentationOptions(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** One sentence for each value that is out of range; empty when all are well. */
  public List<String> faults() {
    return new Ranges()
        .above("crop-scale", cropScale, 0)
        .atMost("crop-scale", cropScale, 1)
        .between("crop-ratio", cropRatio, 1, 4)
        .between("flip", flip, 0, 1)
        .between("rotation", rotation, 0, 180)
        .between("shear", shear, 0, 45)
        .between("affine-probability", affineProbability, 0, 1)
        .between("brightness", brightness, 0, 1)
        .between("contrast", contrast, 0, 1)
        .between("saturation", saturation, 0, 1)
        .between("hue", hue, 0, 0.5)
        .between("blur", blur, 0, 1)
        .between("jpeg-noise", jpegNoise, 0, 1)
        .between("erasing", erasing, 0, 1)
        .between("mixup", mixup, 0, 1)
        .between("cutmix", cutmix, 0, 1)
        .between("mix-probability", mixProbability, 0, 1)
        .faults();
  }
}
