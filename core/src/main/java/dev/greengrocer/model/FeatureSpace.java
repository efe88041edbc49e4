package dev.greengrocer.model;

import dev.greengrocer.InvalidModelException;
import dev.greengrocer.files.Sha256;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where the features of photos that a model knows lie: around a mean and along a few directions.
 * What a photo's features have beside these is unlike all that was learnt.
 *
 * <p>Only the direction of a feature vector counts, not its length: each is divided by its length
 * first. Immutable and thread-safe.
 *
 * @see <a href="https://arxiv.org/abs/2203.10807">Wang et al. 2022, ViM: out-of-distribution with
 *     virtual-logit matching</a>
 */
public final class FeatureSpace {

  private final float[] mean;
  private final float[][] directions;
  private final Optional<float[]> unknown;

  /**
   * A space without a direction towards unknown kinds. Copies nothing; treat the arrays as given
   * away.
   *
   * @param mean {@code [C]}, the mean of the features of known photos, each of length 1
   * @param directions {@code [D][C]}, orthogonal to each other and of length 1
   */
  public FeatureSpace(float[] mean, float[][] directions) {
    this(mean, directions, Optional.empty());
  }

  private FeatureSpace(float[] mean, float[][] directions, Optional<float[]> unknown) {
    for (float[] direction : directions) {
      if (direction.length != mean.length) {
        throw new IllegalArgumentException(
            "a direction of %d features, but a mean of %d"
                .formatted(direction.length, mean.length));
      }
    }
    this.mean = mean;
    this.directions = directions;
    this.unknown = unknown;
  }

  /**
   * The same space, which also tells unknown kinds.
   *
   * @param direction {@code [C]}, of any length; treat the array as given away
   */
  public FeatureSpace towardsUnknown(float[] direction) {
    checkLength(direction);
    return new FeatureSpace(mean, directions, Optional.of(direction));
  }

  /** Whether the space tells unknown kinds. */
  public boolean tellsUnknown() {
    return unknown.isPresent();
  }

  /** C: the number of features. */
  public int features() {
    return mean.length;
  }

  /** The hash of its file, 64 lower-case hexadecimal digits. */
  public String sha256() {
    return Sha256.of(toNpy());
  }

  /**
   * Its file: the mean, below it the directions, and last the direction towards unknown kinds, if
   * there is one, {@code [1 + D, C]} or {@code [2 + D, C]}.
   */
  byte[] toNpy() {
    List<float[]> rows = new ArrayList<>();
    rows.add(mean);
    rows.addAll(List.of(directions));
    unknown.ifPresent(rows::add);
    return NpyFile.bytes(rows.toArray(float[][]::new));
  }

  /**
   * Reads its file.
   *
   * @param tellsUnknown whether its last row is the direction towards unknown kinds
   * @param file what to name in a message
   * @throws InvalidModelException if the file is damaged or has too few rows
   */
  static FeatureSpace ofNpy(byte[] bytes, boolean tellsUnknown, Path file) {
    float[][] rows = NpyFile.parse(bytes, file);
    int end = tellsUnknown ? rows.length - 1 : rows.length;
    if (end < 1) {
      throw new InvalidModelException(
          "%s: no row for the direction towards unknown kinds, which %s asks for; copy the bundle again"
              .formatted(file, ModelBundle.METADATA));
    }
    FeatureSpace space = new FeatureSpace(rows[0], Arrays.copyOfRange(rows, 1, end));
    return tellsUnknown ? space.towardsUnknown(rows[end]) : space;
  }

  /**
   * The length of what the space cannot explain of a photo's features, in {@code [0, 2]}.
   *
   * @param features {@code [C]}
   */
  public double residual(float[] features) {
    checkLength(features);
    float[] rest = normalised(features);
    double squares = 0;
    for (int i = 0; i < rest.length; i++) {
      rest[i] -= mean[i];
      squares += rest[i] * (double) rest[i];
    }
    for (float[] direction : directions) {
      double along = 0;
      for (int i = 0; i < rest.length; i++) {
        along += rest[i] * direction[i];
      }
      squares -= along * along;
    }
    return Math.sqrt(Math.max(0, squares));
  }

  /**
   * How far a photo's features lie towards those of unknown kinds: the logarithm of odds, 0 at the
   * mean of the known photos and larger the more they speak of an unknown kind.
   *
   * @param features {@code [C]}
   * @throws IllegalStateException if the space does not {@linkplain #tellsUnknown tell}
   */
  public double unknown(float[] features) {
    float[] direction =
        unknown.orElseThrow(() -> new IllegalStateException("no direction towards unknown kinds"));
    checkLength(features);
    float[] unit = normalised(features);
    double along = 0;
    for (int i = 0; i < unit.length; i++) {
      along += (unit[i] - mean[i]) * (double) direction[i];
    }
    return along;
  }

  /**
   * The features less the mean, from which a direction towards unknown kinds is fitted.
   *
   * @param features {@code [C]}
   */
  public float[] centred(float[] features) {
    checkLength(features);
    float[] unit = normalised(features);
    for (int i = 0; i < unit.length; i++) {
      unit[i] -= mean[i];
    }
    return unit;
  }

  private void checkLength(float[] features) {
    if (features.length != mean.length) {
      throw new IllegalArgumentException(
          "%d features, but the space has %d".formatted(features.length, mean.length));
    }
  }

  /** The same direction with length 1; nothing stays nothing. */
  public static float[] normalised(float[] features) {
    double squares = 0;
    for (float feature : features) {
      squares += feature * (double) feature;
    }
    float scale = squares == 0 ? 0 : (float) (1 / Math.sqrt(squares));
    float[] unit = Arrays.copyOf(features, features.length);
    for (int i = 0; i < unit.length; i++) {
      unit[i] *= scale;
    }
    return unit;
  }
}
