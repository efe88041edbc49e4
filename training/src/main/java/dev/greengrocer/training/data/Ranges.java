package dev.greengrocer.training.data;

import java.util.ArrayList;
import java.util.List;

/** Collects every option that is out of its range, so that all are reported together. */
public final class Ranges {

  private final List<String> faults = new ArrayList<>();

  /** Wants {@code low <= value <= high}. */
  public Ranges between(String option, double value, double low, double high) {
    return check(value >= low && value <= high, option, value, "from " + n(low) + " to " + n(high));
  }

  /** Wants {@code 0 <= value < 1}. */
  public Ranges fraction(String option, double value) {
    return check(value >= 0 && value < 1, option, value, "at least 0 and below 1");
  }

  /** Wants {@code value > low}. */
  public Ranges above(String option, double value, double low) {
    return check(value > low && Double.isFinite(value), option, value, "above " + n(low));
  }

  /** Wants {@code value >= low}. */
  public Ranges atLeast(String option, double value, double low) {
    return check(value >= low && Double.isFinite(value), option, value, "at least " + n(low));
  }

  /** Wants {@code value <= high}. */
  public Ranges atMost(String option, double value, double high) {
    return check(value <= high, option, value, "at most " + n(high));
  }

  /** Wants anything else; {@code fault} says what is wrong when it does not hold. */
  public Ranges holds(boolean condition, String fault) {
    if (!condition) {
      faults.add(fault);
    }
    return this;
  }

  /** Adds what another part of the configuration found. */
  public Ranges and(List<String> others) {
    faults.addAll(others);
    return this;
  }

  /** One sentence a fault, in the order of the checks. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  private Ranges check(boolean condition, String option, double value, String wanted) {
    return holds(condition, "%s is %s but must be %s".formatted(option, n(value), wanted));
  }

  private static String n(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
