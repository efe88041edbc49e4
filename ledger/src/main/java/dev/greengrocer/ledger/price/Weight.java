package dev.greengrocer.ledger.price;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A weight in whole grams.
 *
 * @param grams 0 to {@value #MOST}
 */
public record Weight(long grams) {

  /** The heaviest goods. */
  static final long MOST = 999_999;

  private static final int GRAMS_IN_A_KILOGRAM = 1_000;

  /** A number pad has no point: three digits and more are grams, as 534 is. */
  private static final int PAD_DIGITS = 3;

  private static final String TYPED = "kilograms, such as 0.350, or grams, such as 350 g";
  private static final WeightText TEXT =
      new WeightText(
          MOST,
          "weight '%s' kg: from 0.001 to 999.999 kg",
          "weight '%s': from 1 to 999999 g, which is 999.999 kg",
          "350 g");

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
    return parse(text, "a number of kilograms, such as 0.350");
  }

  private static Weight parse(String text, String expected) {
    return new Weight(TEXT.kilograms(text, expected));
  }

  /**
   * A weight as people type it at a till, where grams may be meant. A unit decides: {@code 1250 g},
   * {@code 1.25kg}. Without one, a number with a decimal point or comma is kilograms, and so is a
   * whole number of one or two digits: {@code 2} is 2 kg. A whole number of three or more digits is
   * grams, as a number pad gives them: {@code 534} is 0.534 kg, and so is {@code 0534}; where the
   * same number of kilograms would be plausible, too, neither is guessed.
   *
   * @param plausible the heaviest weight in kilograms that is usual here
   * @throws MalformedQuantityException if it is no weight or may be two, naming the text
   */
  static Weight typed(String text, Weight plausible) {
    String trimmed = PlainDecimal.trimmed(text);
    Optional<WeightText.Counted> counted = WeightText.counted(trimmed);
    if (counted.isPresent()) {
      return counted.get().inGrams()
          ? ofGrams(counted.get().number(), text)
          : parse(counted.get().number(), TYPED);
    }
    if (!WeightText.isWhole(trimmed) || trimmed.length() < PAD_DIGITS) {
      return parse(trimmed, TYPED);
    }
    long number = Long.parseLong(trimmed);
    if (!trimmed.startsWith("0") && number * GRAMS_IN_A_KILOGRAM <= plausible.grams()) {
      throw new MalformedQuantityException(
          "weight '%s': %d g or %d kg? Add the unit".formatted(trimmed, number, number));
    }
    return ofGrams(trimmed, text);
  }

  private static Weight ofGrams(String number, String text) {
    return new Weight(TEXT.grams(number, text));
  }

  /** In the unit in which people say it, such as {@code 534 g} or {@code 1.25 kg}. */
  public String text() {
    return grams < GRAMS_IN_A_KILOGRAM
        ? grams + " g"
        : BigDecimal.valueOf(grams, WeightText.DECIMALS).stripTrailingZeros().toPlainString()
            + " kg";
  }

  /** Grams as kilograms with three decimals. */
  static String kilograms(long grams) {
    return BigDecimal.valueOf(grams, WeightText.DECIMALS).toPlainString();
  }
}
