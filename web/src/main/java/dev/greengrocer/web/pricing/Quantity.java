package dev.greengrocer.web.pricing;

import dev.greengrocer.web.Problem;
import dev.greengrocer.web.RefusedException;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much of something: a weight or a number of pieces.
 *
 * @param unit which of the two
 * @param grams on the scales, packaging included, 1 to {@value #MOST_GRAMS}; 0 for pieces
 * @param tareGrams of the packaging, from 0 and less than {@code grams}
 * @param pieces 1 to {@value #MOST_PIECES}; 0 for a weight
 */
record Quantity(Unit unit, long grams, long tareGrams, int pieces) {

  static final long MOST_GRAMS = 999_999;
  static final int MOST_PIECES = 9_999;

  private static final int GRAM_DECIMALS = 3;
  private static final Pattern KILOGRAMS = Pattern.compile("\\d{1,4}([.,]\\d{1,6})?|[.,]\\d{1,6}");
  private static final Pattern PIECES = Pattern.compile("\\d{1,6}");

  /** Refuses what no scales show and nobody carries. */
  Quantity {
    if (unit == Unit.KG) {
      if (grams < 1 || grams > MOST_GRAMS) {
        throw refused("weight %s kg: from 0.001 to 999.999 kg".formatted(kilograms(grams)));
      }
      if (tareGrams < 0 || tareGrams >= grams) {
        throw refused(
            "tare %s kg: from 0 and less than the weight, %s kg"
                .formatted(kilograms(tareGrams), kilograms(grams)));
      }
    } else if (pieces < 1 || pieces > MOST_PIECES) {
      throw refused("%s pieces: from 1 to %s".formatted(pieces, MOST_PIECES));
    }
  }

  static Quantity ofGrams(long grams, long tareGrams) {
    return new Quantity(Unit.KG, grams, tareGrams, 0);
  }

  static Quantity ofPieces(int pieces) {
    return new Quantity(Unit.PIECE, 0, 0, pieces);
  }

  /** What is paid for, in grams. */
  long netGrams() {
    return grams - tareGrams;
  }

  /** As it stands on a receipt, such as {@code 0.335 kg} or {@code 3}. */
  public String text() {
    return unit == Unit.KG ? kilograms(netGrams()) + " kg" : Integer.toString(pieces);
  }

  /** Grams as kilograms with three decimals. */
  static String kilograms(long grams) {
    return BigDecimal.valueOf(grams, GRAM_DECIMALS).toPlainString();
  }

  /** A weight as people type it: 0.35, 0,35 or .350. */
  static long grams(String typed) {
    if (!KILOGRAMS.matcher(typed.strip()).matches()) {
      throw refused(
          "weight '%s': a number of kilograms, such as 0.350".formatted(shortened(typed)));
    }
    return grams(new BigDecimal(typed.strip().replace(',', '.')));
  }

  /** A weight in kilograms as grams, exactly. */
  static long grams(BigDecimal kilograms) {
    BigDecimal plain = kilograms.stripTrailingZeros();
    // Before anything multiplies: a number of a few characters can have a billion digits.
    if (plain.precision() - plain.scale() > 6) {
      throw refused(
          "weight %s kg: from 0.001 to 999.999 kg".formatted(shortened(kilograms.toString())));
    }
    if (plain.scale() > GRAM_DECIMALS) {
      throw refused(
          "weight %s kg: at most three decimals, which are grams"
              .formatted(shortened(kilograms.toString())));
    }
    return plain.movePointRight(GRAM_DECIMALS).longValueExact();
  }

  /** A number of pieces as people type it. */
  static int pieces(String typed) {
    if (!PIECES.matcher(typed.strip()).matches()) {
      throw refused("pieces '%s': a whole number, such as 3".formatted(shortened(typed)));
    }
    return Integer.parseInt(typed.strip());
  }

  static String shortened(@Nullable String text) {
    return text == null ? "" : text.length() > 20 ? text.substring(0, 20) + "…" : text;
  }

  private static RefusedException refused(String message) {
    return new RefusedException(Problem.UNPROCESSABLE, message);
  }
}
