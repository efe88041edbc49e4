package dev.greengrocer.ledger.figures;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A span of days.
 *
 * @param first the first day
 * @param last the last day, not before the first
 */
public record Days(LocalDate first, LocalDate last) {

  /** Of years that are counted, some before year 1 for the days just before the first ones. */
  private static final int FARTHEST_YEAR = 9_999;

  public Days {
    if (last.isBefore(first)
        || first.getYear() < -FARTHEST_YEAR
        || last.getYear() > FARTHEST_YEAR) {
      throw new IllegalArgumentException("days from %s to %s".formatted(first, last));
    }
  }

  /** So many days that end with one. */
  public static Days endingAt(LocalDate last, int count) {
    return new Days(last.minusDays(count - 1L), last);
  }

  /** How many days they are. */
  public int count() {
    return (int) ChronoUnit.DAYS.between(first, last) + 1;
  }

  /** As many days, just before these. */
  public Days before() {
    return endingAt(first.minusDays(1), count());
  }
}
