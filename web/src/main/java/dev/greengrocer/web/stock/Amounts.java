package dev.greengrocer.web.stock;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.price.PlainDecimal;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.stock.StockAmount;
import dev.greengrocer.web.Numeral;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Amounts of goods as programs and people write them. */
final class Amounts {

  private static final Pattern PIECES = Pattern.compile("\\d{1,8}");

  private static final Pattern WEIGHED = Pattern.compile(".*\\d\\s*k?g", Pattern.CASE_INSENSITIVE);

  private Amounts() {}

  /** What a program has sent: one of the two is given. */
  static StockAmount wished(@Nullable Numeral kilograms, @Nullable Integer pieces) {
    return pieces == null
        ? new StockAmount(
            Unit.KG, Quantity.bulkGrams(Objects.requireNonNull(kilograms, "kilograms").text()))
        : new StockAmount(Unit.PIECE, pieces);
  }

  /** The same, of something that moves and so is more than nothing. */
  static Quantity quantity(@Nullable Numeral kilograms, @Nullable Integer pieces) {
    return quantity(wished(kilograms, pieces));
  }

  /** What a person has typed, from 0. */
  static StockAmount typed(String text, Unit unit) {
    if (unit == Unit.KG) {
      return new StockAmount(unit, Quantity.typedBulkGrams(text));
    }
    String number = PlainDecimal.trimmed(text);
    if (!PIECES.matcher(number).matches()) {
      throw new RefusedException(
          Problem.UNPROCESSABLE,
          "pieces '%s': a whole number, such as 3".formatted(Quantity.shortened(text)));
    }
    return new StockAmount(unit, Long.parseLong(number));
  }

  /**
   * How something is measured that a person has typed.
   *
   * @param chosen {@code kg}, {@code piece}, or blank where the text and the price list say it
   * @param text the amount; with {@code g} or {@code kg} behind it, it is a weight
   * @param sold how the price list sells it
   */
  static Unit unit(String chosen, String text, Unit sold) {
    if (chosen.isBlank()) {
      return WEIGHED.matcher(PlainDecimal.trimmed(text)).matches() ? Unit.KG : sold;
    }
    try {
      return Unit.of(chosen);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          Problem.UNPROCESSABLE,
          "unit '%s': must be kg or piece".formatted(Quantity.shortened(chosen)));
    }
  }

  /** The same, of something that moves and so is more than nothing. */
  static Quantity typedQuantity(String text, Unit unit) {
    return quantity(typed(text, unit));
  }

  private static Quantity quantity(StockAmount amount) {
    return amount.unit() == Unit.KG
        ? Quantity.ofGrams(amount.amount(), 0)
        : Quantity.ofPieces((int) Math.min(amount.amount(), Integer.MAX_VALUE));
  }
}
