package dev.greengrocer.ledger.stock;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which movements; null for any.
 *
 * @param name of what moved
 * @param kind why
 * @param from the first day
 * @param to the last day
 */
public record MovementFilter(
    @Nullable String name,
    @Nullable MovementKind kind,
    @Nullable LocalDate from,
    @Nullable LocalDate to) {

  /** All of them. */
  public static final MovementFilter ALL = new MovementFilter(null, null, null, null);
}
