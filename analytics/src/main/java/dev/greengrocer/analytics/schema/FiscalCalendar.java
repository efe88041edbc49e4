package dev.greengrocer.analytics.schema;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;

/**
 * The years and weeks by which a shop does its accounts. A fiscal year begins on the first day of a
 * month and is called by the calendar year in which it ends. Its weeks begin on one day of the
 * week; the first and the last one may be shorter, so that no week belongs to two years. Immutable.
 *
 * <pre>{@code
 * FiscalCalendar fiscal = new FiscalCalendar(Month.APRIL, DayOfWeek.MONDAY);
 * fiscal.year(LocalDate.of(2026, 4, 1)); // 2027
 * fiscal.week(LocalDate.of(2026, 4, 6)); // 2: the first Monday of the year
 * }</pre>
 *
 * @param yearStarts the first month of the fiscal year
 * @param weekStarts the first day of the week
 */
public record FiscalCalendar(Month yearStarts, DayOfWeek weekStarts) {

  /** Fiscal years that are calendar years, and weeks that begin on Monday. */
  public static final FiscalCalendar PLAIN = new FiscalCalendar(Month.JANUARY, DayOfWeek.MONDAY);

  private static final int MONTHS = 12;
  private static final int MONTHS_OF_QUARTER = 3;
  private static final int DAYS_OF_WEEK = 7;

  /** The fiscal year: the calendar year in which it ends. */
  public int year(LocalDate day) {
    boolean endsNextYear = yearStarts != Month.JANUARY && day.getMonth().compareTo(yearStarts) >= 0;
    return endsNextYear ? day.getYear() + 1 : day.getYear();
  }

  /** The quarter of the fiscal year, 1 to 4. */
  public int quarter(LocalDate day) {
    return (month(day) - 1) / MONTHS_OF_QUARTER + 1;
  }

  /** The month of the fiscal year, 1 to 12. */
  public int month(LocalDate day) {
    return Math.floorMod(day.getMonthValue() - yearStarts.getValue(), MONTHS) + 1;
  }

  /** The week of the fiscal year, 1 to 54; the first one is that in which the year begins. */
  public int week(LocalDate day) {
    LocalDate first = day.withDayOfMonth(1).minusMonths(month(day) - 1L);
    return ((int) ChronoUnit.DAYS.between(first, day) + dayOfWeek(first) - 1) / DAYS_OF_WEEK + 1;
  }

  /** The place of a day in its week, 1 to 7; 1 is the day on which weeks begin. */
  public int dayOfWeek(LocalDate day) {
    return Math.floorMod(day.getDayOfWeek().getValue() - weekStarts.getValue(), DAYS_OF_WEEK) + 1;
  }
}
