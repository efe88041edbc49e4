package dev.greengrocer.statistics;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How many of some trials succeeded: counts first, the ratio derived.
 *
 * @param hits successes, in {@code [0, trials]}
 * @param trials how many could have succeeded; with 0 the ratio is undefined
 */
public record Proportion(long hits, long trials) {

  /** The 97.5 % point of the standard normal distribution: 95 % lie within it on both sides. */
  private static final double Z = 1.959963984540054;

  /** Checks the range. */
  public Proportion {
    if (hits < 0 || hits > trials) {
      throw new IllegalArgumentException("%d hits in %d trials".formatted(hits, trials));
    }
  }

  /** {@code hits / trials}, or empty without trials. */
  public OptionalDouble value() {
    return trials == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) hits / trials);
  }

  /**
   * The 95 % score interval of Wilson (1927), which stays inside {@code [0, 1]} and is honest for
   * few trials; empty without trials.
   *
   * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson, Probable inference, the
   *     law of succession, and statistical inference</a>
   */
  public Optional<Interval> interval() {
    if (trials == 0) {
      return Optional.empty();
    }
    double n = trials;
    double p = hits / n;
    double shrink = 1 + Z * Z / n;
    double centre = (p + Z * Z / (2 * n)) / shrink;
    double half = Z / shrink * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    // Exact at the ends, where rounding would leave 1e-17 or 1 - 1e-16.
    double low = hits == 0 ? 0 : Math.max(0, centre - half);
    double high = hits == trials ? 1 : Math.min(1, centre + half);
    return Optional.of(new Interval(low, high));
  }
}
