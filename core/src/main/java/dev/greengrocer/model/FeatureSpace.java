package dev.greengrocer.model;

import dev.greengrocer.files.Sha256;
import java.nio.file.Path;
import java.util.Arrays;

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

  /**
   * Copies nothing; treat the arrays as given away.
   *
   * @param mean {@code [C]}, the mean of the features of known photos, each of length 1
   * @param directions {@code [D][C]}, orthogonal to each other and of length 1
   */
  public FeatureSpace(float[] mean, float[][] directions) {
    for (float[] direction : directions) {
      if (direction.length != mean.length) {
        throw new IllegalArgumentException(
            "a direction of %d features, but a mean of %d"
                .formatted(direction.length, mean.length));
      }
    }
    this.mean = mean;
    this.directions = directions;
  }

  /** C: the number of features. */
  public int features() {
    return mean.length;
  }

  /** The hash of its file, 64 lower-case hexadecimal digits. */
  public String sha256() {
    return Sha256.of(toNpy());
  }

  /** Its file: the mean and below it the directions, {@code [1 + D, C]}. */
  byte[] toNpy() {
    float[][] rows = new float[1 + directions.length][];
    rows[0] = mean;
    System.arraycopy(directions, 0, rows, 1, directions.length);
    return NpyFile.bytes(rows);
  }

  /**
   * Reads its file.
   *
   * @param file what to name in a message
   */
  static FeatureSpace ofNpy(byte[] bytes, Path file) {
    float[][] rows = NpyFile.parse(bytes, file);
    return new FeatureSpace(rows[0], Arrays.copyOfRange(rows, 1, rows.length));
  }

  /**
   * The length of what the space cannot explain of a photo's features, in {@code [0, 2]}.
   *
   * @param features {@code [C]}
   */
  public double residual(float[] features) {
    if (features.length != mean.length) {
      throw new IllegalArgumentException(
          "%d features, but the space has %d".formatted(features.length, mean.length));
    }
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
