package dev.greengrocer.web.pricing;

import dev.greengrocer.web.Problem;
import dev.greengrocer.web.RefusedException;
import java.math.BigDecimal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How much of something: a weight or a number of pieces.
 *
 * @param unit which of the two
 * @param grams on the scales, packaging included, 1 to {@link #MOST_GRAMS}; 0 for pieces
 * @param tareGrams of the packaging, from 0 and less than {@code grams}
 * @param pieces 1 to {@link #MOST_PIECES}; 0 for a weight
 */
record Quantity(Unit unit, long grams, long tareGrams, int pieces) {

  static final long MOST_GRAMS = Weight.MOST;
  static final int MOST_PIECES = Pieces.MOST;

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
    return Weight.kilograms(grams);
  }

  /** A weight as people type it: 0.35, 0,35 or .350. */
  static long grams(String typed) {
    return read(() -> Weight.parse(typed)).grams();
  }

  /** A weight in kilograms as grams, exactly. */
  static long grams(BigDecimal kilograms) {
    return grams(PlainDecimal.text(kilograms));
  }

  /** A number of pieces as people type it. */
  static int pieces(String typed) {
    return read(() -> Pieces.parse(typed)).count();
  }

  /** What a parser gives, or the refusal of the request that brought the text. */
  static <T> T read(Supplier<T> parser) {
    try {
      return parser.get();
    } catch (MalformedQuantityException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  static String shortened(@Nullable String text) {
    return text == null ? "" : PlainDecimal.shortened(text);
  }

  private static RefusedException refused(String message) {
    return new RefusedException(Problem.UNPROCESSABLE, message);
  }
}
