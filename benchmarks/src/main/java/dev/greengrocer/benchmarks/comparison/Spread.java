package dev.greengrocer.benchmarks.comparison;

import java.util.Arrays;

/**
 * Where repeated measurements lie.
 *
 * @param median of all; the mean of the middle two where there are an even number
 * @param low the lower quartile, by nearest rank
 * @param high the upper quartile, by nearest rank
 * @param count how many there are
 */
public record Spread(double median, double low, double high, int count) {

  /** Sorts measurements, at least one, in any order. */
  public static Spread of(double... measurements) {
    if (measurements.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    double[] sorted = measurements.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    return new Spread(median, sorted[rank(n, 0.25)], sorted[rank(n, 0.75)], n);
  }

  /** The same in another unit. */
  public Spread times(double factor) {
    return new Spread(median * factor, low * factor, high * factor, count);
  }

  private static int rank(int count, double share) {
    return (int) Math.max(0, Math.ceil(share * count) - 1);
  }
}
