package dev.greengrocer.analytics.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Fiscal years, worked out by hand with a calendar of 2026, whose first of April is a Wednesday.
 */
final class FiscalCalendarTest {

  @ParameterizedTest
  @CsvSource({
    "2026-03-31, 2026, 4, 12, 53, 2",
    "2026-04-01, 2027, 1, 1, 1, 3",
    "2026-04-05, 2027, 1, 1, 1, 7",
    "2026-04-06, 2027, 1, 1, 2, 1",
    "2026-12-31, 2027, 3, 9, 40, 4",
    "2027-01-01, 2027, 4, 10, 40, 5",
    "2027-03-31, 2027, 4, 12, 53, 3",
  })
  void years_that_begin_in_april_and_weeks_that_begin_on_monday(
      LocalDate day, int year, int quarter, int month, int week, int dayOfWeek) {
    FiscalCalendar fiscal = new FiscalCalendar(Month.APRIL, DayOfWeek.MONDAY);

    assertThat(fiscal.year(day)).isEqualTo(year);
    assertThat(fiscal.quarter(day)).isEqualTo(quarter);
    assertThat(fiscal.month(day)).isEqualTo(month);
    assertThat(fiscal.week(day)).isEqualTo(week);
    assertThat(fiscal.dayOfWeek(day)).isEqualTo(dayOfWeek);
  }

  @Test
  void weeks_that_begin_on_sunday() {
    FiscalCalendar fiscal = new FiscalCalendar(Month.APRIL, DayOfWeek.SUNDAY);

    assertThat(fiscal.week(LocalDate.of(2026, 4, 4))).isEqualTo(1);
    assertThat(fiscal.week(LocalDate.of(2026, 4, 5))).isEqualTo(2);
    assertThat(fiscal.dayOfWeek(LocalDate.of(2026, 4, 5))).isEqualTo(1);
    assertThat(fiscal.dayOfWeek(LocalDate.of(2026, 4, 4))).isEqualTo(7);
  }

  /** 2028 begins on a Saturday, so that its last day, a Sunday, is in a 53rd week. */
  @Test
  void without_settings_a_fiscal_year_is_a_calendar_year() {
    LocalDate last = LocalDate.of(2028, 12, 31);

    assertThat(FiscalCalendar.PLAIN.year(last)).isEqualTo(2028);
    assertThat(FiscalCalendar.PLAIN.quarter(last)).isEqualTo(4);
    assertThat(FiscalCalendar.PLAIN.week(LocalDate.of(2028, 1, 2))).isEqualTo(1);
    assertThat(FiscalCalendar.PLAIN.week(last)).isEqualTo(53);
  }
}
