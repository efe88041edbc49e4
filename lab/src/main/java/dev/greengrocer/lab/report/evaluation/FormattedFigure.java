package dev.greengrocer.lab.report.evaluation;

import dev.greengrocer.statistics.Estimate;
import dev.greengrocer.statistics.Interval;
import dev.greengrocer.statistics.Proportion;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A figure as people read it.
 *
 * @param value such as {@code 86.4 %}, or a dash when it is undefined
 * @param interval such as {@code 83.7–88.7 %}, empty when there is none
 */
public record FormattedFigure(String value, String interval) {

  /** The value, and its interval in brackets where there is one. */
  public String text() {
    return interval.isEmpty() ? value : "%s (%s)".formatted(value, interval);
  }

  static FormattedFigure percent(Proportion proportion) {
    return percent(proportion.value(), proportion.interval());
  }

  static FormattedFigure percent(Estimate estimate) {
    return percent(OptionalDouble.of(estimate.value()), Optional.of(estimate.interval()));
  }

  static FormattedFigure percent(OptionalDouble value, Optional<Interval> interval) {
    return new FormattedFigure(
        value.isPresent() ? percent(value.getAsDouble()) : "–",
        interval
            .map(ends -> "%s–%s %%".formatted(digits(100 * ends.low()), digits(100 * ends.high())))
            .orElse(""));
  }

  static FormattedFigure number(Estimate estimate) {
    return new FormattedFigure(
        number(estimate.value()),
        "%s–%s".formatted(number(estimate.interval().low()), number(estimate.interval().high())));
  }

  /** A difference of two shares of 1 in points, such as {@code +2.4} ({@code +0.9 to +3.9}). */
  static FormattedFigure points(Estimate difference) {
    Interval interval = difference.interval();
    return new FormattedFigure(
        points(difference.value()),
        "%s to %s".formatted(points(interval.low()), points(interval.high())));
  }

  /** A difference of two shares of 1 in points, with its sign. */
  static String points(double difference) {
    // No minus before a zero.
    double points = Math.rint(1000 * difference) / 10 + 0.0;
    return points == 0 ? "0.0" : String.format(Locale.ROOT, "%+.1f", points);
  }

  /** A probability of being fooled by luck, such as {@code = 0.021} or {@code < 0.001}. */
  static String pValue(double value) {
    return value < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "= %.3f", value);
  }

  /** A share of 1 as a percentage with one decimal. */
  static String percent(double share) {
    return digits(100 * share) + " %";
  }

  /** A number with three decimals. */
  static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
