package dev.greengrocer.analytics.powerbi;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.analytics.schema.FiscalCalendar;
import java.net.URI;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;

/**
 * What a project is made for.
 *
 * @param source where its model reads from
 * @param app the address of the application, to which rows of the report link; without a slash at
 *     its end
 * @param currency in which sums of sales are shown
 * @param zone whose days and hours those of sales are, for a database
 * @param fiscal whose years and weeks are those of accounts, for a database
 */
public record PowerBiOptions(
    PowerBiSource source, String app, Currency currency, ZoneId zone, FiscalCalendar fiscal) {

  private static final Set<String> WEB = Set.of("http", "https");

  /**
   * Takes slashes off the end of the address.
   *
   * @throws InvalidConfigurationException if the address is none of the web, or holds what cannot
   *     stand before the path of a page or is a secret
   */
  public PowerBiOptions {
    app = app.replaceFirst("/+$", "");
    try {
      URI uri = URI.create(app);
      if (uri.getHost() == null
          || !WEB.contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("no host");
      }
      if (uri.getRawUserInfo() != null
          || uri.getRawQuery() != null
          || uri.getRawFragment() != null) {
        throw new InvalidConfigurationException(
            "--app: leave out user, password and what follows '?' or '#'; the address is written into the project and paths of pages are put behind it");
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationException(
          "--app %s: must be an address such as https://shop.example".formatted(app), e);
    }
  }

  /** How many minor units, such as cents, make one unit of the currency. */
  long minorUnits() {
    long units = 1;
    for (int digit = 0; digit < digits(); digit++) {
      units *= 10;
    }
    return units;
  }

  /** Digits behind the point. */
  int digits() {
    return Math.max(0, currency.getDefaultFractionDigits());
  }
}
