package dev.greengrocer.statistics;

import java.util.Arrays;

/**
 * Where measurements lie, by the nearest-rank method: each percentile is one of the measurements.
 *
 * @param p50 half of them are at most this
 * @param p95 95 % of them are at most this
 * @param p99 99 % of them are at most this
 */
public record Percentiles(double p50, double p95, double p99) {

  /**
   * Finds the percentiles.
   *
   * @param measurements at least one, in any order
   */
  public static Percentiles of(double[] measurements) {
    double[] sorted = measurements.clone();
    Arrays.sort(sorted);
    return new Percentiles(rank(sorted, 50), rank(sorted, 95), rank(sorted, 99));
  }

  private static double rank(double[] sorted, int percent) {
    int rank = (int) Math.ceil(percent * sorted.length / 100.0);
    return sorted[Math.max(0, rank - 1)];
  }
}
