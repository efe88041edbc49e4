package dev.greengrocer.web.analytics;

import dev.greengrocer.analytics.schema.FiscalCalendar;
import java.time.DayOfWeek;
import java.time.Month;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * By which years and weeks the shop does its accounts.
 *
 * @param yearStarts the first month of the fiscal year, such as april
 * @param weekStarts the first day of the week, such as monday
 */
@ConfigurationProperties(FiscalSettings.NAME)
public record FiscalSettings(Month yearStarts, DayOfWeek weekStarts) {

  /** What the names of the settings begin with. */
  public static final String NAME = "greengrocer.analytics.fiscal";

  /** As the figures for analysts count. */
  public FiscalCalendar calendar() {
    return new FiscalCalendar(yearStarts, weekStarts);
  }
}
