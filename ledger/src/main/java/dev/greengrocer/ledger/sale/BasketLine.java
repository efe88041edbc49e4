package dev.greengrocer.ledger.sale;

import dev.greengrocer.files.Sha256;
import dev.greengrocer.ledger.price.Discount;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Unit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A line of a basket, which may still lack what a sale needs.
 *
 * @param id UUIDv7; the order of ids is the order of lines
 * @param predictionId the answer that named the goods, or null when a person did
 * @param name what it is, or null until one of a shortlist is chosen
 * @param unit what the price is for
 * @param amount the price in minor units, or null while it has none
 * @param byHand whether the cashier said the price, and not the price list
 * @param grams on the scales, or null
 * @param tareGrams of the packaging
 * @param pieces how many, or null
 * @param correctedFrom what it was before its photo was corrected, or null; it is shown until a
 *     person names, weighs, counts or prices the line, so that they see that its price is another
 * @param discount what is taken off its price times quantity, or null
 */
public record BasketLine(
    String id,
    @Nullable String predictionId,
    @Nullable String name,
    Unit unit,
    @Nullable Long amount,
    boolean byHand,
    @Nullable Long grams,
    long tareGrams,
    @Nullable Integer pieces,
    @Nullable String correctedFrom,
    @Nullable Discount discount) {

  private static final int STATE_LENGTH = 16;

  /** How much it is, or null while unknown. */
  public @Nullable Quantity quantity() {
    if (unit == Unit.KG) {
      return grams == null ? null : Quantity.ofGrams(grams, tareGrams);
    }
    return pieces == null ? null : Quantity.ofPieces(pieces);
  }

  /** What a sale still needs to know of it, in words; null when it knows all. */
  public @Nullable String missing() {
    if (name == null) {
      return "choose what it is";
    }
    if (amount == null) {
      return "say its price";
    }
    return quantity() == null ? (unit == Unit.KG ? "weigh it" : "count it") : null;
  }

  /** What lines still need before they can be sold, each in words; null when nothing. */
  public static @Nullable String missing(List<BasketLine> lines) {
    List<String> all =
        lines.stream()
            .filter(line -> line.missing() != null)
            .map(
                line ->
                    (line.name() == null ? "Unnamed goods" : line.name()) + ": " + line.missing())
            .toList();
    return all.isEmpty() ? null : String.join(" · ", all);
  }

  /** The same line as something else, at another price. */
  public BasketLine named(String newName, Unit newUnit, @Nullable Long newAmount) {
    return new BasketLine(
        id,
        predictionId,
        newName,
        newUnit,
        newAmount,
        false,
        grams,
        tareGrams,
        newUnit == Unit.PIECE && pieces == null ? Integer.valueOf(1) : pieces,
        null,
        discount);
  }

  /** The same line after its photo was corrected; what is corrected back is shown no more. */
  BasketLine correctedFrom(BasketLine before) {
    String was = before.name == null ? before.correctedFrom : before.name;
    return new BasketLine(
        id,
        predictionId,
        name,
        unit,
        amount,
        byHand,
        grams,
        tareGrams,
        pieces,
        name != null && name.equals(before.correctedFrom) ? null : was,
        discount);
  }

  /** The same line, waiting for a name. */
  BasketLine unnamed() {
    return new BasketLine(
        id, predictionId, null, unit, null, false, grams, tareGrams, pieces, null, discount);
  }

  /** The same line at a price that the cashier said. */
  public BasketLine pricedByHand(long newAmount, Unit newUnit) {
    return new BasketLine(
        id, predictionId, name, newUnit, newAmount, true, grams, tareGrams, pieces, null, discount);
  }

  /** The same line with another weight; tare may be known before the weight is. */
  public BasketLine weighing(@Nullable Long newGrams, long newTareGrams) {
    return new BasketLine(
        id,
        predictionId,
        name,
        unit,
        amount,
        byHand,
        newGrams,
        newTareGrams,
        pieces,
        toldUnless(!Objects.equals(grams, newGrams) || tareGrams != newTareGrams),
        discount);
  }

  /** The same line with another number of pieces. */
  public BasketLine counting(@Nullable Integer newPieces) {
    return new BasketLine(
        id,
        predictionId,
        name,
        unit,
        amount,
        byHand,
        grams,
        tareGrams,
        newPieces,
        toldUnless(!Objects.equals(pieces, newPieces)),
        discount);
  }

  /** The same line with something taken off; null takes nothing off. */
  public BasketLine discounted(@Nullable Discount newDiscount) {
    return new BasketLine(
        id,
        predictionId,
        name,
        unit,
        amount,
        byHand,
        grams,
        tareGrams,
        pieces,
        correctedFrom,
        newDiscount);
  }

  private @Nullable String toldUnless(boolean changed) {
    return changed ? null : correctedFrom;
  }

  /** Its content, in few characters: two lines that differ in what is sold differ in it. */
  public String state() {
    return Sha256.of(
            "%s/%s/%s/%s/%s/%s/%s/%s"
                    .formatted(id, unit, amount, byHand, grams, tareGrams, pieces, name)
                + (discount == null ? "" : discount))
        .substring(0, STATE_LENGTH);
  }

  /** The content of a basket, in few characters. */
  static String state(List<BasketLine> lines, @Nullable Discount discount) {
    return Sha256.of(
            lines.stream().map(BasketLine::state).collect(Collectors.joining(" "))
                + (discount == null ? "" : discount))
        .substring(0, STATE_LENGTH);
  }
}
