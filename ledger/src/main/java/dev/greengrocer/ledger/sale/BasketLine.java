package dev.greengrocer.ledger.sale;

import dev.greengrocer.files.Sha256;
import dev.greengrocer.ledger.price.Discount;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Unit;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A line of a basket, which may still lack what a sale needs.
 *
 * @param id UUIDv7; the order of ids is the order of lines
 * @param predictionId the answer that named the goods, or null when a person did
 * @param name what it is, or null until one of a shortlist is chosen
 * @param pricing what one unit costs
 * @param measured how much of it there is
 * @param correctedFrom what it was before its photo was corrected, or null; it is shown until a
 *     person names, weighs, counts or prices the line, so that they see that its price is another
 * @param discount what is taken off its price times quantity, or null
 */
public record BasketLine(
    String id,
    @Nullable String predictionId,
    @Nullable String name,
    Pricing pricing,
    Measured measured,
    @Nullable String correctedFrom,
    @Nullable Discount discount) {

  private static final int STATE_LENGTH = 16;

  /**
   * What one unit costs.
   *
   * @param unit what the price is for
   * @param amount the price in minor units, or null while it has none
   * @param byHand whether the cashier said the price, and not the price list
   */
  public record Pricing(Unit unit, @Nullable Long amount, boolean byHand) {}

  /**
   * How much of it there is.
   *
   * @param grams on the scales, or null
   * @param tareGrams of the packaging
   * @param pieces how many, or null
   */
  public record Measured(@Nullable Long grams, long tareGrams, @Nullable Integer pieces) {}

  /** A line that still needs a name, a price and an amount. */
  static BasketLine empty(String id, @Nullable String predictionId, Unit unit) {
    return new BasketLine(
        id,
        predictionId,
        null,
        new Pricing(unit, null, false),
        new Measured(null, 0, null),
        null,
        null);
  }

  /** What the price is for. */
  public Unit unit() {
    return pricing.unit;
  }

  /** The price in minor units, or null while it has none. */
  public @Nullable Long amount() {
    return pricing.amount;
  }

  /** Whether the cashier said the price, and not the price list. */
  public boolean byHand() {
    return pricing.byHand;
  }

  /** Grams on the scales, or null. */
  public @Nullable Long grams() {
    return measured.grams;
  }

  /** Grams of the packaging. */
  public long tareGrams() {
    return measured.tareGrams;
  }

  /** How many pieces, or null. */
  public @Nullable Integer pieces() {
    return measured.pieces;
  }

  /** How much it is, or null while unknown. */
  public @Nullable Quantity quantity() {
    if (unit() == Unit.KG) {
      Long grams = measured.grams;
      return grams == null ? null : Quantity.ofGrams(grams, measured.tareGrams);
    }
    Integer pieces = measured.pieces;
    return pieces == null ? null : Quantity.ofPieces(pieces);
  }

  /** What a sale still needs to know of it; null when it knows all. */
  public @Nullable Lack lack() {
    if (name == null) {
      return Lack.NAME;
    }
    if (amount() == null) {
      return Lack.PRICE;
    }
    return quantity() == null ? (unit() == Unit.KG ? Lack.WEIGHT : Lack.PIECES) : null;
  }

  /** What a sale still needs to know of it, in words; null when it knows all. */
  public @Nullable String missing() {
    Lack lack = lack();
    return lack == null ? null : lack.words();
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
    Integer pieces =
        newUnit == Unit.PIECE && pieces() == null ? Integer.valueOf(1) : measured.pieces;
    return new BasketLine(
        id,
        predictionId,
        newName,
        new Pricing(newUnit, newAmount, false),
        new Measured(grams(), tareGrams(), pieces),
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
        pricing,
        measured,
        name != null && name.equals(before.correctedFrom) ? null : was,
        discount);
  }

  /** The same line, waiting for a name. */
  BasketLine unnamed() {
    return new BasketLine(
        id, predictionId, null, new Pricing(unit(), null, false), measured, null, discount);
  }

  /** The same line at a price that the cashier said. */
  public BasketLine pricedByHand(long newAmount, Unit newUnit) {
    return new BasketLine(
        id, predictionId, name, new Pricing(newUnit, newAmount, true), measured, null, discount);
  }

  /** The same line with another weight; tare may be known before the weight is. */
  public BasketLine weighing(@Nullable Long newGrams, long newTareGrams) {
    return measuring(new Measured(newGrams, newTareGrams, pieces()));
  }

  /** The same line with another number of pieces. */
  public BasketLine counting(@Nullable Integer newPieces) {
    return measuring(new Measured(grams(), tareGrams(), newPieces));
  }

  private BasketLine measuring(Measured now) {
    return new BasketLine(
        id,
        predictionId,
        name,
        pricing,
        now,
        now.equals(measured) ? correctedFrom : null,
        discount);
  }

  /** The same line with something taken off; null takes nothing off. */
  public BasketLine discounted(@Nullable Discount newDiscount) {
    return new BasketLine(id, predictionId, name, pricing, measured, correctedFrom, newDiscount);
  }

  /** Its content, in few characters: two lines that differ in what is sold differ in it. */
  public String state() {
    return Sha256.of(
            "%s/%s/%s/%s/%s/%s/%s/%s"
                    .formatted(id, unit(), amount(), byHand(), grams(), tareGrams(), pieces(), name)
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
