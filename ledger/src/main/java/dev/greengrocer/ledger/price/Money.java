package dev.greengrocer.ledger.price;

import java.math.BigDecimal;

/**
 * A price for a kilogram or a piece, or cash that is handed over, in whole minor units of a
 * currency.
 *
 * @param minor 1 to {@value #MOST}
 */
public record Money(long minor) {

  /** The dearest kilogram or piece. */
  static final long MOST = 100_000_000;

  /** Rejects amounts outside the range. */
  public Money {
    if (minor < 1 || minor > MOST) {
      throw new MalformedQuantityException(
          "price of %d minor units: from 1 to %d".formatted(minor, MOST));
    }
  }

  /**
   * A price as it is written, exactly.
   *
   * @param what it is, such as {@code price}
   * @param decimals of the currency
   * @throws MalformedQuantityException if it is no price, naming the text
   */
  static Money parse(String text, String what, int decimals) {
    BigDecimal minor = PlainDecimal.minorUnits(text, what, "a number such as 2.99", decimals);
    String shown = PlainDecimal.shortened(text);
    if (minor.signum() < 1 || minor.compareTo(BigDecimal.valueOf(MOST)) > 0) {
      throw new MalformedQuantityException(
          "%s '%s': from %s to %s"
              .formatted(what, shown, plain(1, decimals), plain(MOST, decimals)));
    }
    return new Money(minor.longValueExact());
  }

  /** Minor units as a decimal, such as {@code 3.49}. */
  static String plain(long minor, int decimals) {
    return BigDecimal.valueOf(minor, decimals).toPlainString();
  }
}
