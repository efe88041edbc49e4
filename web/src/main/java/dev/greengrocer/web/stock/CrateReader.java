package dev.greengrocer.web.stock;

import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.stock.GoodsIn;
import dev.greengrocer.web.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a crate as a person has typed it, and tells all that is wrong with it. Thread-safe. */
@Component
class CrateReader {

  private final SoldUnits units;
  private final Till till;
  private final Texts texts;

  CrateReader(SoldUnits units, Till till, Texts texts) {
    this.units = units;
    this.till = till;
    this.texts = texts;
  }

  /**
   * The crate of a row.
   *
   * @param faults receives each thing that is wrong, in the order of the fields
   * @return null when anything is wrong
   */
  GoodsIn.@Nullable Crate read(GoodsInPage.Row row, List<String> faults) {
    List<String> found = new ArrayList<>();
    Quantity quantity = null;
    if (row.name().isBlank()) {
      found.add(texts.of("delivery-new.say-what-it-is"));
    }
    if (row.amount().isBlank()) {
      found.add(texts.of("delivery-new.weigh-or-count-it"));
    } else if (!row.name().isBlank()) {
      quantity = part(() -> units.quantity(row.name(), row.amount(), row.unit()), found);
    }
    Long cost = row.cost().isBlank() ? null : part(() -> till.counted("cost", row.cost()), found);
    if (!row.ticked()) {
      found.add(texts.of("delivery-new.tick-it-off"));
    }
    faults.addAll(found);
    return quantity == null || !found.isEmpty()
        ? null
        : new GoodsIn.Crate(
            row.name(),
            quantity,
            row.lot(),
            cost,
            row.prediction().isBlank() ? null : row.prediction().strip());
  }

  private static <T> @Nullable T part(Supplier<T> reading, List<String> faults) {
    try {
      return reading.get();
    } catch (RefusedException e) {
      faults.add(String.valueOf(e.getMessage()));
      return null;
    }
  }
}
