package dev.greengrocer.ledger.price;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A weight of crates and store rooms in whole grams, which may be none at all.
 *
 * @param grams 0 to {@value #MOST}
 */
record BulkWeight(long grams) {

  /** All that a shop has of one kind. */
  static final long MOST = 99_999_999;

  private static final String BOUNDS = ": from 0 to 99999.999 kg";

  private static final WeightText TEXT =
      new WeightText(MOST, "weight %s kg" + BOUNDS, "weight %s" + BOUNDS, "800 g");

  /** A till's number pad makes grams of three digits, so here they need their unit. */
  private static final Pattern EITHER = Pattern.compile("\\d{3,12}");

  BulkWeight {
    if (grams < 0 || grams > MOST) {
      throw new MalformedQuantityException("weight %d g".formatted(grams) + BOUNDS);
    }
  }

  /**
   * Kilograms as they are written, exactly.
   *
   * @throws MalformedQuantityException if it is no weight, naming the text
   */
  static BulkWeight parse(String text) {
    return new BulkWeight(TEXT.kilograms(text, "a number of kilograms, such as 12.5"));
  }

  /**
   * A weight as people type it. A unit decides: {@code 800 g}, {@code 12,5 kg}. Without one it is
   * kilograms; a whole number of three or more digits may be either and is asked for.
   *
   * @throws MalformedQuantityException if it is no weight or may be two, naming the text
   */
  static BulkWeight typed(String text) {
    String trimmed = PlainDecimal.trimmed(text);
    Optional<WeightText.Counted> counted = WeightText.counted(trimmed);
    if (counted.isEmpty()) {
      if (EITHER.matcher(trimmed).matches()) {
        throw new MalformedQuantityException(
            "weight '%s': g or kg? Add the unit".formatted(PlainDecimal.shortened(trimmed)));
      }
      return parse(trimmed);
    }
    String number = PlainDecimal.trimmed(counted.get().number());
    return counted.get().inGrams() ? new BulkWeight(TEXT.grams(number, text)) : parse(number);
  }
}
