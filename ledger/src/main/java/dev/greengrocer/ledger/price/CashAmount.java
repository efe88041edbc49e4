package dev.greengrocer.ledger.price;

import java.math.BigDecimal;

/**
 * An amount of cash in a drawer, in whole minor units of a currency.
 *
 * @param minor 0 to {@value #MOST}
 */
record CashAmount(long minor) {

  /** More than any drawer holds. */
  static final long MOST = 99_999_999_999L;

  CashAmount {
    if (minor < 0 || minor > MOST) {
      throw new MalformedQuantityException(
          "%d minor units of cash: from 0 to %d".formatted(minor, MOST));
    }
  }

  /**
   * An amount as it is written, exactly.
   *
   * @param what it is, such as {@code counted}
   * @param decimals of the currency
   * @throws MalformedQuantityException if it is none, naming the text
   */
  static CashAmount parse(String what, String text, int decimals) {
    BigDecimal minor = PlainDecimal.minorUnits(text, what, "an amount such as 120.50", decimals);
    String shown = PlainDecimal.shortened(text);
    if (minor.compareTo(BigDecimal.valueOf(MOST)) > 0) {
      throw new MalformedQuantityException(
          "%s '%s': from 0 to %s".formatted(what, shown, Money.plain(MOST, decimals)));
    }
    return new CashAmount(minor.longValueExact());
  }
}
