package dev.greengrocer.web.stock;

import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.stock.Delivery;
import dev.greengrocer.ledger.stock.GoodsIn;
import dev.greengrocer.ledger.stock.StockAmount;
import dev.greengrocer.ledger.stock.StockMovement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells which typed crates a delivery holds whose answer was lost. Thread-safe. */
@Component
class BookedCrates {

  private final PriceList prices;

  BookedCrates(PriceList prices) {
    this.prices = prices;
  }

  /**
   * The places, from 0, of the crates that a delivery does not hold, in their order. A crate of the
   * delivery stands for one that was typed: the one of the same photo, else one with the same name,
   * amount, lot and cost.
   */
  List<Integer> notIn(Delivery delivery, List<GoodsIn.Crate> typed) {
    List<StockMovement> booked = new ArrayList<>(delivery.crates());
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < typed.size(); i++) {
      GoodsIn.Crate crate = typed.get(i);
      Optional<StockMovement> same =
          booked.stream()
              .filter(one -> isPhotoOf(one, crate))
              .findFirst()
              .or(() -> booked.stream().filter(one -> isLike(one, crate)).findFirst());
      if (same.isPresent()) {
        booked.remove(same.get());
      } else {
        left.add(i);
      }
    }
    return left;
  }

  private static boolean isPhotoOf(StockMovement booked, GoodsIn.Crate typed) {
    StockMovement.Crate known = booked.crate();
    return known != null
        && known.predictionId() != null
        && known.predictionId().equals(typed.predictionId());
  }

  private boolean isLike(StockMovement booked, GoodsIn.Crate typed) {
    StockMovement.Crate known = booked.crate();
    return booked.name().equals(prices.canonical(typed.name()))
        && booked.amount().equals(StockAmount.of(typed.quantity()))
        && known != null
        && Objects.equals(known.lot(), text(typed.lot()))
        && Objects.equals(known.cost(), typed.cost())
        && Objects.equals(known.predictionId(), typed.predictionId());
  }

  private static @Nullable String text(@Nullable String typed) {
    return typed == null || typed.isBlank() ? null : typed.strip();
  }
}
