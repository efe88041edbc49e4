package dev.greengrocer.experiment;

import org.jspecify.annotations.Nullable;

/**
 * A measured number.
 *
 * @param name such as {@code top-1 accuracy}
 * @param value the number; shares are in {@code [0, 1]}
 * @param low the lower end of its 95 % interval, or null when none is known
 * @param high the upper end, or null
 */
public record Figure(String name, double value, @Nullable Double low, @Nullable Double high) {

  /** Checks name and numbers. */
  public Figure {
    Texts.check("figure", name, Texts.NAME);
    Texts.checkFinite("figure " + name, value, low == null ? 0 : low, high == null ? 0 : high);
  }

  /** A number without an interval. */
  public static Figure of(String name, double value) {
    return new Figure(name, value, null, null);
  }
}
