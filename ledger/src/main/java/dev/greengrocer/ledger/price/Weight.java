package dev.greengrocer.ledger.price;

import java.math.BigDecimal;

/**
 * A weight in whole grams.
 *
 * @param grams 0 to {@value #MOST}
 */
public record Weight(long grams) {

  /** The heaviest goods. */
  static final long MOST = 999_999;

  private static final int DECIMALS = 3;

  /** Rejects what no scales show. */
  public Weight {
    if (grams < 0 || grams > MOST) {
      throw new MalformedQuantityException(
          "weight %s kg: from 0.001 to 999.999 kg".formatted(kilograms(grams)));
    }
  }

  /**
   * Kilograms as they are written, exactly.
   *
   * @throws MalformedQuantityException if it is no weight, naming the text
   */
  public static Weight parse(String text) {
    BigDecimal kilograms =
        PlainDecimal.parse(text, "weight", "a number of kilograms, such as 0.350");
    String shown = PlainDecimal.shortened(text);
    if (kilograms.scale() > DECIMALS) {
      throw new MalformedQuantityException(
          "weight '%s' kg: at most three decimals, which are grams".formatted(shown));
    }
    BigDecimal grams = kilograms.movePointRight(DECIMALS);
    if (grams.compareTo(BigDecimal.valueOf(MOST)) > 0) {
      throw new MalformedQuantityException(
          "weight '%s' kg: from 0.001 to 999.999 kg".formatted(shown));
    }
    return new Weight(grams.longValueExact());
  }

  /** Grams as kilograms with three decimals. */
  static String kilograms(long grams) {
    return BigDecimal.valueOf(grams, DECIMALS).toPlainString();
  }
}
