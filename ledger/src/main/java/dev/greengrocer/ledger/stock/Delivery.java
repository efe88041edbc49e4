package dev.greengrocer.ledger.stock;

import dev.greengrocer.ledger.database.UnreadableRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goods that came in together. Immutable.
 *
 * @param id UUIDv7; the order of ids is the order of deliveries
 * @param number from 1, without gaps
 * @param at when it was booked
 * @param day the shop's day
 * @param actor who booked it
 * @param papers from whom, and the number of their note
 * @param crates what came, in its order
 * @param unreadable the movements of it that cannot be read; its cost does not hold them
 * @param voided when, by whom and why it was taken out again, or null
 */
public record Delivery(
    String id,
    long number,
    Instant at,
    LocalDate day,
    String actor,
    Papers papers,
    List<StockMovement> crates,
    List<UnreadableRow> unreadable,
    @Nullable Voided voided) {

  public Delivery {
    crates = List.copyOf(crates);
    unreadable = List.copyOf(unreadable);
  }

  /** The same delivery with its crates. */
  Delivery with(List<StockMovement> read, List<UnreadableRow> faults, @Nullable Voided gone) {
    return new Delivery(id, number, at, day, actor, papers, read, faults, gone);
  }

  /** What all crates cost together whose cost is known, in minor units. */
  public long cost() {
    return crates.stream()
        .map(StockMovement::crate)
        .mapToLong(crate -> crate == null || crate.cost() == null ? 0 : crate.cost())
        .reduce(0, Math::addExact);
  }

  /** Whether the cost of any crate is known: without one, {@link #cost()} is 0 and says nothing. */
  public boolean costKnown() {
    return withoutCost() < crates.size();
  }

  /** How many crates there are whose cost was not entered. */
  public long withoutCost() {
    return crates.stream()
        .map(StockMovement::crate)
        .filter(crate -> crate == null || crate.cost() == null)
        .count();
  }

  /**
   * What the supplier wrote.
   *
   * @param supplier from whom the goods are, or null
   * @param document the number of the delivery note or invoice, or null
   */
  public record Papers(@Nullable String supplier, @Nullable String document) {}

  /** A delivery that was taken out again. */
  public record Voided(Instant at, String by, @Nullable String reason) {}
}
