package dev.greengrocer.ledger.stock;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something came in or went out. Immutable, as its row is.
 *
 * @param id UUIDv7; the order of ids is the order of movements
 * @param booking what it was booked with
 * @param kind why
 * @param name what it is, as it was written then
 * @param amount how much; below 0 what went out
 * @param counted of a count, what was there; null otherwise
 * @param reason of waste, of a count if one was given, and of a voided delivery; null otherwise
 * @param crate of a delivery, what is known of the crate; null otherwise
 */
public record StockMovement(
    String id,
    Booking booking,
    MovementKind kind,
    String name,
    StockAmount amount,
    @Nullable StockAmount counted,
    @Nullable String reason,
    @Nullable Crate crate) {

  /**
   * What is booked together.
   *
   * @param id of the sale or delivery; of waste and of a count, an id of its own
   * @param position in it, from 1: of a sale, its line
   * @param at when
   * @param day the shop's day
   * @param actor who
   */
  public record Booking(String id, int position, Instant at, LocalDate day, String actor) {

    /** Another position of the same. */
    Booking at(int other) {
      return new Booking(id, other, at, day, actor);
    }
  }

  /**
   * A crate of a delivery.
   *
   * @param lot of the grower or packer, or null
   * @param cost of all of it, in minor units; below 0 in a delivery that was voided; null when
   *     nobody said
   * @param currency of the cost, ISO 4217; null without one
   * @param predictionId the answer that named it, or null when a person did
   */
  public record Crate(
      @Nullable String lot,
      @Nullable Long cost,
      @Nullable String currency,
      @Nullable String predictionId) {

    Crate takenBack() {
      return new Crate(lot, cost == null ? null : Long.valueOf(-cost), currency, predictionId);
    }
  }
}
