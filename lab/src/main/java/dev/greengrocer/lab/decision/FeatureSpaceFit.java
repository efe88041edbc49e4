package dev.greengrocer.lab.decision;

import dev.greengrocer.model.FeatureSpace;
import java.util.List;
import java.util.Random;

/**
 * The space in which the features of known photos lie: their mean and the directions in which they
 * vary most, found by orthogonal iteration on their covariance (Halko, Martinsson and Tropp 2011,
 * <a href="https://arxiv.org/abs/0909.4061">0909.4061</a>).
 */
final class FeatureSpaceFit {

  /** Steps after which the span no longer moves by anything that matters. */
  private static final int ITERATIONS = 20;

  private static final long SEED = 42;

  private FeatureSpaceFit() {}

  /**
   * Fits a space. The same features give the same space.
   *
   * @param features {@code [C]} each, at least one
   * @param directions how many, below C
   */
  static FeatureSpace of(List<float[]> features, int directions) {
    List<float[]> units = features.stream().map(FeatureSpace::normalised).toList();
    float[] mean = mean(units);
    float[][] covariance = covariance(units, mean);
    Random random = new Random(SEED);
    float[][] basis = new float[directions][mean.length];
    for (float[] row : basis) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    orthonormalise(basis);
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      for (int row = 0; row < directions; row++) {
        basis[row] = times(covariance, basis[row]);
      }
      orthonormalise(basis);
    }
    return new FeatureSpace(mean, basis);
  }

  private static float[] mean(List<float[]> rows) {
    double[] sums = new double[rows.get(0).length];
    for (float[] row : rows) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += row[i];
      }
    }
    float[] mean = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      mean[i] = (float) (sums[i] / rows.size());
    }
    return mean;
  }

  /** Up to a factor, which does not turn any direction. */
  private static float[][] covariance(List<float[]> rows, float[] mean) {
    float[][] sums = new float[mean.length][mean.length];
    float[] centred = new float[mean.length];
    for (float[] row : rows) {
      for (int i = 0; i < centred.length; i++) {
        centred[i] = row[i] - mean[i];
      }
      for (int i = 0; i < centred.length; i++) {
        add(sums[i], centred, centred[i]);
      }
    }
    return sums;
  }

  private static float[] times(float[][] symmetric, float[] vector) {
    float[] product = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      add(product, symmetric[i], vector[i]);
    }
    return product;
  }

  /** Gram-Schmidt, twice, because once loses orthogonality to rounding. */
  private static void orthonormalise(float[][] basis) {
    for (int row = 0; row < basis.length; row++) {
      for (int pass = 0; pass < 2; pass++) {
        for (int earlier = 0; earlier < row; earlier++) {
          add(basis[row], basis[earlier], -dot(basis[row], basis[earlier]));
        }
      }
      basis[row] = FeatureSpace.normalised(basis[row]);
    }
  }

  private static void add(float[] to, float[] vector, float factor) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * vector[i];
    }
  }

  private static float dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return (float) sum;
  }
}
