package dev.greengrocer.ledger.stock;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Unit;

/**
 * How much of something there is, came in or went out: below 0 where more went out than came in.
 * Immutable.
 *
 * @param unit of goods that are weighed or counted
 * @param amount in grams or pieces, −{@value #MOST} to {@value #MOST}
 */
public record StockAmount(Unit unit, long amount) {

  /** The most that can be counted at once: 99,999.999 kg, or as many pieces. */
  public static final long MOST_COUNTED = 99_999_999;

  /** No sum of movements comes near it. */
  static final long MOST = 1_000_000_000_000L;

  /** Rejects what no shop has. */
  public StockAmount {
    if (Math.abs(amount) > MOST) {
      throw new RefusedException(
          Problem.UNPROCESSABLE,
          "%d %s: at most %d".formatted(amount, unit == Unit.KG ? "g" : "pieces", MOST));
    }
  }

  /** A quantity, without its packaging. */
  public static StockAmount of(Quantity quantity) {
    return new StockAmount(
        quantity.unit(), quantity.unit() == Unit.KG ? quantity.netGrams() : quantity.pieces());
  }

  /** The same amount, the other way. */
  public StockAmount negated() {
    return new StockAmount(unit, -amount);
  }

  /** What is left after so much of the same unit went out. */
  public StockAmount minus(StockAmount other) {
    return new StockAmount(unit, amount - other.amount);
  }

  /** Whether more went out than came in. */
  public boolean belowZero() {
    return amount < 0;
  }

  /** As people read it, such as {@code -0.335 kg} or {@code 3}. */
  public String text() {
    return unit == Unit.KG ? plain() + " kg" : plain();
  }

  /** The number alone: kilograms with three decimals, or pieces. */
  public String plain() {
    return unit == Unit.KG ? Quantity.kilograms(amount) : Long.toString(amount);
  }
}
