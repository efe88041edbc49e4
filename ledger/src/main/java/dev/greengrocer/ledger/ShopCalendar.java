package dev.greengrocer.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * The calendar of the shop: on which day and in which hour something happens there. Immutable.
 *
 * <pre>{@code
 * ShopCalendar calendar = new ShopCalendar(ZoneId.of("Europe/Vienna"));
 * calendar.day(Instant.parse("2026-11-24T23:30:00Z")); // 2026-11-25
 * calendar.hour(Instant.parse("2026-11-24T23:30:00Z")); // 0
 * }</pre>
 *
 * @param zone where the shop is
 */
public record ShopCalendar(ZoneId zone) {

  /** The shop's day at a moment. */
  public LocalDate day(Instant moment) {
    return at(moment).toLocalDate();
  }

  /** The hour that clocks in the shop show at a moment, 0 to 23. */
  public int hour(Instant moment) {
    return at(moment).getHour();
  }

  private ZonedDateTime at(Instant moment) {
    return moment.atZone(zone);
  }
}
