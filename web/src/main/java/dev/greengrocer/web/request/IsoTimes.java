package dev.greengrocer.web.request;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Reads days and moments as ISO 8601 writes them, in years of four digits. Parameters and JSON
 * follow the same rule.
 */
final class IsoTimes {

  private static final int LAST_YEAR = 9999;

  private IsoTimes() {}

  /**
   * A day such as 2026-11-28.
   *
   * @throws DateTimeException if it is written otherwise or lies outside the years 1 to 9999
   */
  static LocalDate day(String text) {
    LocalDate day = LocalDate.parse(text);
    checkYear(day.getYear());
    return day;
  }

  /**
   * A moment such as 2026-11-28T14:30:00Z.
   *
   * @throws DateTimeException if it is written otherwise or lies outside the years 1 to 9999
   */
  static Instant moment(String text) {
    Instant moment = Instant.parse(text);
    checkYear(moment.atOffset(ZoneOffset.UTC).getYear());
    return moment;
  }

  private static void checkYear(int year) {
    if (year < 1 || year > LAST_YEAR) {
      throw new DateTimeException("year " + year);
    }
  }
}
