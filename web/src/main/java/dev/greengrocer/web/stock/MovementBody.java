package dev.greengrocer.web.stock;

import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.stock.MovementKind;
import dev.greengrocer.ledger.stock.StockAmount;
import dev.greengrocer.ledger.stock.StockMovement;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A movement of stock; weights and money are exact decimals as text.
 *
 * @param kind why goods came in or went out
 * @param booking what it was booked with: the id of the sale or delivery; of waste and counts, an
 *     id of their own
 * @param position in the booking, from 1: of a sale, its line
 * @param day the shop's day
 * @param by who booked it
 * @param name what moved
 * @param kilograms how much, below 0 what went out; absent for pieces
 * @param pieces how many, below 0 what went out; absent for a weight
 * @param countedKilograms what a count found; absent otherwise, and for pieces
 * @param countedPieces what a count found; absent otherwise, and for a weight
 * @param reason of waste, of a count and of a delivery that was voided; absent otherwise
 * @param lot of a crate; absent otherwise
 * @param cost of a crate; absent when not entered
 * @param currency of the cost
 * @param predictionId the answer that named a crate; absent otherwise
 */
@Schema(name = "StockMovement")
record MovementBody(
    String id,
    MovementKind kind,
    String booking,
    int position,
    Instant at,
    LocalDate day,
    String by,
    String name,
    Unit unit,
    @Nullable String kilograms,
    @Nullable Long pieces,
    @Nullable String countedKilograms,
    @Nullable Long countedPieces,
    @Nullable String reason,
    @Nullable String lot,
    @Nullable String cost,
    @Nullable String currency,
    @Nullable String predictionId) {

  /** A movement, its money in the decimals of the till. */
  static MovementBody of(StockMovement movement, Till till) {
    StockMovement.Booking booking = movement.booking();
    StockMovement.Crate crate = movement.crate();
    return new MovementBody(
        movement.id(),
        movement.kind(),
        booking.id(),
        booking.position(),
        booking.at(),
        booking.day(),
        booking.actor(),
        movement.name(),
        movement.amount().unit(),
        kilograms(movement.amount()),
        pieces(movement.amount()),
        kilograms(movement.counted()),
        pieces(movement.counted()),
        movement.reason(),
        crate == null ? null : crate.lot(),
        crate == null || crate.cost() == null ? null : till.plain(crate.cost()),
        crate == null ? null : crate.currency(),
        crate == null ? null : crate.predictionId());
  }

  /** A weight; null for pieces. */
  static @Nullable String kilograms(@Nullable StockAmount amount) {
    return amount == null || amount.unit() != Unit.KG ? null : amount.plain();
  }

  /** A number of pieces; null for a weight. */
  static @Nullable Long pieces(@Nullable StockAmount amount) {
    return amount == null || amount.unit() != Unit.PIECE ? null : Long.valueOf(amount.amount());
  }
}
