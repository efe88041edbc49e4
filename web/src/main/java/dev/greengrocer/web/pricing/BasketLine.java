package dev.greengrocer.web.pricing;

import org.jspecify.annotations.Nullable;

/**
 * A line of a basket, which may still lack what a sale needs.
 *
 * @param id UUIDv7; the order of ids is the order of lines
 * @param predictionId the answer that named the goods, or null when a person did
 * @param name what it is, or null until one of a shortlist is chosen
 * @param unit what the price is for
 * @param amount the price in minor units, or null while nobody has said one
 * @param byHand whether the cashier said the price, and not the price list
 * @param grams on the scales, or null
 * @param tareGrams of the packaging
 * @param pieces how many, or null
 */
record BasketLine(
    String id,
    @Nullable String predictionId,
    @Nullable String name,
    Unit unit,
    @Nullable Long amount,
    boolean byHand,
    @Nullable Long grams,
    long tareGrams,
    @Nullable Integer pieces) {

  /** How much it is, or null while nobody has said. */
  @Nullable Quantity quantity() {
    if (unit == Unit.KG) {
      return grams == null ? null : Quantity.ofGrams(grams, tareGrams);
    }
    return pieces == null ? null : Quantity.ofPieces(pieces);
  }

  /** What a sale still needs to know of it, in words; null when it knows all. */
  @Nullable String missing() {
    if (name == null) {
      return "choose what it is";
    }
    if (amount == null) {
      return "say its price";
    }
    return quantity() == null ? (unit == Unit.KG ? "weigh it" : "count it") : null;
  }

  /** The same line as something else, at another price. */
  BasketLine named(String newName, Unit newUnit, @Nullable Long newAmount) {
    return new BasketLine(
        id,
        predictionId,
        newName,
        newUnit,
        newAmount,
        false,
        grams,
        tareGrams,
        newUnit == Unit.PIECE && pieces == null ? Integer.valueOf(1) : pieces);
  }

  /** The same line, waiting for a name. */
  BasketLine unnamed() {
    return new BasketLine(id, predictionId, null, unit, null, false, grams, tareGrams, pieces);
  }

  /** The same line at a price that the cashier said. */
  BasketLine pricedByHand(long newAmount, Unit newUnit) {
    return new BasketLine(
        id, predictionId, name, newUnit, newAmount, true, grams, tareGrams, pieces);
  }

  /** The same line with another quantity. */
  BasketLine with(Quantity quantity) {
    return quantity.unit() == Unit.KG
        ? new BasketLine(
            id,
            predictionId,
            name,
            unit,
            amount,
            byHand,
            quantity.grams(),
            quantity.tareGrams(),
            pieces)
        : new BasketLine(
            id, predictionId, name, unit, amount, byHand, grams, tareGrams, quantity.pieces());
  }
}
