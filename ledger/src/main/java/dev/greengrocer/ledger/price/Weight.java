package dev.greengrocer.ledger.price;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A weight in whole grams.
 *
 * @param grams 0 to {@value #MOST}
 */
public record Weight(long grams) {

  /** The heaviest goods. */
  static final long MOST = 999_999;

  private static final int DECIMALS = 3;
  private static final int GRAMS_IN_A_KILOGRAM = 1_000;

  /** A number pad has no point: three digits and more are grams, as 534 is. */
  private static final int PAD_DIGITS = 3;

  private static final String TYPED = "kilograms, such as 0.350, or grams, such as 350 g";
  private static final Pattern WITH_UNIT =
      Pattern.compile("(?<number>.*?)\\s*(?<unit>k?g)", Pattern.CASE_INSENSITIVE);
  private static final Pattern DIGITS = Pattern.compile("\\d{1,12}");

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
    BigDecimal kilograms = PlainDecimal.parse(text, "weight", expected);
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
    Matcher unit = WITH_UNIT.matcher(trimmed);
    if (unit.matches()) {
      return unit.group("unit").toLowerCase(Locale.ROOT).equals("g")
          ? ofGrams(unit.group("number"), text)
          : parse(unit.group("number"), TYPED);
    }
    if (!DIGITS.matcher(trimmed).matches() || trimmed.length() < PAD_DIGITS) {
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
    String shown = PlainDecimal.shortened(text);
    if (!DIGITS.matcher(number).matches()) {
      // 1.250 g would be one gram here and a thousand times as much there.
      throw new MalformedQuantityException(
          "weight '%s': a whole number of grams, such as 350 g".formatted(shown));
    }
    long grams = Long.parseLong(number);
    if (grams > MOST) {
      throw new MalformedQuantityException(
          "weight '%s': from 1 to 999999 g, which is 999.999 kg".formatted(shown));
    }
    return new Weight(grams);
  }

  /** In the unit in which people say it, such as {@code 534 g} or {@code 1.25 kg}. */
  public String text() {
    return grams < GRAMS_IN_A_KILOGRAM
        ? grams + " g"
        : BigDecimal.valueOf(grams, DECIMALS).stripTrailingZeros().toPlainString() + " kg";
  }

  /** Grams as kilograms with three decimals. */
  static String kilograms(long grams) {
    return BigDecimal.valueOf(grams, DECIMALS).toPlainString();
  }
}
