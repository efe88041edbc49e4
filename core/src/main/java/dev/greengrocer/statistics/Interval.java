package dev.greengrocer.statistics;

/**
 * A range that holds the true value of a figure with a confidence of 95 %.
 *
 * @param low lower end
 * @param high upper end, at least {@code low}
 */
public record Interval(double low, double high) {

  /** Checks the order of the ends. */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("interval from %s to %s".formatted(low, high));
    }
  }
}
