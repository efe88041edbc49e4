package dev.greengrocer.ledger.price;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads weights as they are typed or written, exactly, within the bounds of a till or of a store
 * room.
 *
 * @param most grams
 * @param tooManyKilograms what is said of more, given the text
 * @param tooManyGrams the same where grams were given
 * @param example of grams, such as 350 g
 */
record WeightText(long most, String tooManyKilograms, String tooManyGrams, String example) {

  /** Of kilograms, which are grams. */
  static final int DECIMALS = 3;

  private static final Pattern WITH_UNIT =
      Pattern.compile("(?<number>.*?)\\s*(?<unit>k?g)", Pattern.CASE_INSENSITIVE);
  private static final Pattern DIGITS = Pattern.compile("\\d{1,12}");

  /**
   * A number and what it counts.
   *
   * @param number as it was typed
   * @param inGrams or else in kilograms
   */
  record Counted(String number, boolean inGrams) {}

  /** The number before a unit, if there is one. */
  static Optional<Counted> counted(String text) {
    Matcher unit = WITH_UNIT.matcher(text);
    return unit.matches()
        ? Optional.of(
            new Counted(
                unit.group("number"), unit.group("unit").toLowerCase(Locale.ROOT).equals("g")))
        : Optional.empty();
  }

  /** Whether a text is nothing but digits, few enough for a number of grams. */
  static boolean isWhole(String text) {
    return DIGITS.matcher(text).matches();
  }

  /**
   * Grams of a number of kilograms.
   *
   * @param expected what a number has to look like, for people
   * @throws MalformedQuantityException if it is no weight, naming the text
   */
  long kilograms(String text, String expected) {
    BigDecimal kilograms = PlainDecimal.parse(text, "weight", expected);
    String shown = PlainDecimal.shortened(text);
    if (kilograms.scale() > DECIMALS) {
      throw new MalformedQuantityException(
          "weight '%s' kg: at most three decimals, which are grams".formatted(shown));
    }
    BigDecimal grams = kilograms.movePointRight(DECIMALS);
    if (grams.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw new MalformedQuantityException(tooManyKilograms.formatted(shown));
    }
    return grams.longValueExact();
  }

  /**
   * A whole number of grams.
   *
   * @param text all that was typed, for people
   * @throws MalformedQuantityException if it is no weight, naming the text
   */
  long grams(String number, String text) {
    String shown = PlainDecimal.shortened(text);
    if (!isWhole(number)) {
      // 1.250 g would be one gram here and a thousand times as much there.
      throw new MalformedQuantityException(
          "weight '%s': a whole number of grams, such as %s".formatted(shown, example));
    }
    long grams = Long.parseLong(number);
    if (grams > most) {
      throw new MalformedQuantityException(tooManyGrams.formatted(shown));
    }
    return grams;
  }
}
