package dev.greengrocer.training.tune;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Whether two things grow together, whatever the shape of the curve: Spearman's rank correlation
 * (1904), from -1 over 0, no connection, to 1.
 */
final class RankCorrelation {

  private RankCorrelation() {}

  /** The correlation of pairs; empty when one side does not vary, or there are fewer than 3. */
  static OptionalDouble of(List<Double> one, List<Double> other) {
    double[] x = ranks(one);
    double[] y = ranks(other);
    double mean = (x.length + 1) / 2.0;
    double both = 0;
    double xs = 0;
    double ys = 0;
    for (int i = 0; i < x.length; i++) {
      both += (x[i] - mean) * (y[i] - mean);
      xs += (x[i] - mean) * (x[i] - mean);
      ys += (y[i] - mean) * (y[i] - mean);
    }
    return x.length < 3 || xs == 0 || ys == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(both / Math.sqrt(xs * ys));
  }

  /** Ranks from 1; equal values share the mean of theirs. */
  private static double[] ranks(List<Double> values) {
    return values.stream()
        .mapToDouble(
            value -> {
              long smaller = values.stream().filter(v -> v < value).count();
              long equal = values.stream().filter(v -> v.equals(value)).count();
              return smaller + (equal + 1) / 2.0;
            })
        .toArray();
  }
}
