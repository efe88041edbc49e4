package dev.greengrocer.ledger.price;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
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
public record Quantity(Unit unit, long grams, long tareGrams, int pieces) {

  public static final long MOST_GRAMS = Weight.MOST;
  public static final int MOST_PIECES = Pieces.MOST;

  /** Rejects weights and counts outside their ranges. */
  public Quantity {
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

  public static Quantity ofGrams(long grams, long tareGrams) {
    return new Quantity(Unit.KG, grams, tareGrams, 0);
  }

  public static Quantity ofPieces(int pieces) {
    return new Quantity(Unit.PIECE, 0, 0, pieces);
  }

  /** What is paid for, in grams. */
  public long netGrams() {
    return grams - tareGrams;
  }

  /** As it is printed on a receipt, such as {@code 0.335 kg} or {@code 3}. */
  public String text() {
    return unit == Unit.KG ? kilograms(netGrams()) + " kg" : Integer.toString(pieces);
  }

  /** Grams as kilograms with three decimals. */
  public static String kilograms(long grams) {
    return Weight.kilograms(grams);
  }

  /** A weight as people type it: 0.35, 0,35 or .350. */
  public static long grams(String typed) {
    return read(() -> Weight.parse(typed)).grams();
  }

  /** A weight in kilograms as grams, exactly. */
  public static long grams(BigDecimal kilograms) {
    return grams(PlainDecimal.text(kilograms));
  }

  /** A weight of much, such as of a store room, in kilograms as grams from 0, exactly. */
  public static long bulkGrams(String kilograms) {
    return read(() -> BulkWeight.parse(kilograms)).grams();
  }

  /** The same as people type it, where {@code 800 g} and {@code 12,5 kg} are understood. */
  public static long typedBulkGrams(String typed) {
    return read(() -> BulkWeight.typed(typed)).grams();
  }

  /** A number of pieces as people type it. */
  public static int pieces(String typed) {
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

  public static String shortened(@Nullable String text) {
    return text == null ? "" : PlainDecimal.shortened(text);
  }

  private static RefusedException refused(String message) {
    return new RefusedException(Problem.UNPROCESSABLE, message);
  }
}
