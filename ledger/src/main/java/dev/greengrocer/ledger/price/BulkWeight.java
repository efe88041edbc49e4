package dev.greengrocer.ledger.price;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A weight of crates and store rooms in whole grams, which may be none at all.
 *
 * @param grams 0 to {@value #MOST}
 */
record BulkWeight(long grams) {

  /** All that a shop has of one kind. */
  static final long MOST = 99_999_999;

  private static final int DECIMALS = 3;
  private static final Pattern WITH_UNIT =
      Pattern.compile("(?<number>.*?)\\s*(?<unit>k?g)", Pattern.CASE_INSENSITIVE);
  private static final Pattern DIGITS = Pattern.compile("\\d{1,12}");

  /** A till's number pad makes grams of three digits, so here they need their unit. */
  private static final Pattern EITHER = Pattern.compile("\\d{3,12}");

  BulkWeight {
    if (grams < 0 || grams > MOST) {
      throw tooMuch(Long.toString(grams) + " g");
    }
  }

  /**
   * Kilograms as they are written, exactly.
   *
   * @throws MalformedQuantityException if it is no weight, naming the text
   */
  static BulkWeight parse(String text) {
    BigDecimal kilograms =
        PlainDecimal.parse(text, "weight", "a number of kilograms, such as 12.5");
    String shown = PlainDecimal.shortened(text);
    if (kilograms.scale() > DECIMALS) {
      throw new MalformedQuantityException(
          "weight '%s' kg: at most three decimals, which are grams".formatted(shown));
    }
    BigDecimal grams = kilograms.movePointRight(DECIMALS);
    if (grams.compareTo(BigDecimal.valueOf(MOST)) > 0) {
      throw tooMuch(shown + " kg");
    }
    return new BulkWeight(grams.longValueExact());
  }

  /**
   * A weight as people type it. A unit decides: {@code 800 g}, {@code 12,5 kg}. Without one it is
   * kilograms; a whole number of three or more digits may be either and is asked for.
   *
   * @throws MalformedQuantityException if it is no weight or may be two, naming the text
   */
  static BulkWeight typed(String text) {
    String trimmed = PlainDecimal.trimmed(text);
    Matcher unit = WITH_UNIT.matcher(trimmed);
    if (!unit.matches()) {
      if (EITHER.matcher(trimmed).matches()) {
        throw new MalformedQuantityException(
            "weight '%s': g or kg? Add the unit".formatted(PlainDecimal.shortened(trimmed)));
      }
      return parse(trimmed);
    }
    String number = PlainDecimal.trimmed(unit.group("number"));
    if (unit.group("unit").toLowerCase(Locale.ROOT).equals("kg")) {
      return parse(number);
    }
    if (!DIGITS.matcher(number).matches()) {
      throw new MalformedQuantityException(
          "weight '%s': a whole number of grams, such as 800 g"
              .formatted(PlainDecimal.shortened(text)));
    }
    long grams = Long.parseLong(number);
    if (grams > MOST) {
      throw tooMuch(PlainDecimal.shortened(text));
    }
    return new BulkWeight(grams);
  }

  private static MalformedQuantityException tooMuch(String shown) {
    return new MalformedQuantityException("weight %s: from 0 to 99999.999 kg".formatted(shown));
  }
}
