package dev.greengrocer.web.stock;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.stock.MovementKind;
import org.jspecify.annotations.Nullable;

/** Parameters of an address that are one of a few words. */
final class Choices {

  private Choices() {}

  /**
   * A kind of movement; null when none is asked for.
   *
   * @throws RefusedException if there is none of this name
   */
  static @Nullable MovementKind kind(@Nullable String id) {
    if (id == null) {
      return null;
    }
    try {
      return MovementKind.of(id);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          Problem.INVALID_REQUEST,
          "kind '%s': %s".formatted(Quantity.shortened(id), MovementKind.EXPECTED));
    }
  }

  /**
   * A unit.
   *
   * @throws RefusedException if there is none of this name
   */
  static Unit unit(String id) {
    try {
      return Unit.of(id);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          Problem.INVALID_REQUEST,
          "unit '%s': %s".formatted(Quantity.shortened(id), Unit.EXPECTED));
    }
  }
}
