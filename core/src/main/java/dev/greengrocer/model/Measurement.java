package dev.greengrocer.model;

import java.util.List;

/**
 * What an evaluation found on one set of photos.
 *
 * @param data the data set as people call it
 * @param dataHash its content hash
 * @param split the part of it that was measured, such as {@code test}
 * @param samples the number of photos
 * @param figures what was measured on them
 */
public record Measurement(
    String data, String dataHash, String split, int samples, List<Figure> figures) {

  /** Copies the figures. */
  public Measurement {
    figures = List.copyOf(figures);
  }

  /**
   * One measured number.
   *
   * @param name such as {@code top-1 accuracy}
   * @param value the number itself; shares are in {@code [0, 1]}
   * @param interval lower and upper bound of its 95 % interval, or empty when none is known
   */
  public record Figure(String name, double value, List<Double> interval) {

    /** Checks that the numbers are finite and copies the interval. */
    public Figure {
      interval = List.copyOf(interval);
      if (!Double.isFinite(value) || !interval.stream().allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "figure '%s' is not finite: %s %s".formatted(name, value, interval));
      }
      if (!interval.isEmpty() && interval.size() != 2) {
        throw new IllegalArgumentException(
            "figure '%s' has %d bounds instead of two or none".formatted(name, interval.size()));
      }
    }
  }
}
