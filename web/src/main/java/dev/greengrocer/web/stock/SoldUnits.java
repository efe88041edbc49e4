package dev.greengrocer.web.stock;

import dev.greengrocer.ledger.price.Price;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.stock.StockAmount;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads amounts of goods that a person has typed, in the unit in which the shop sells them. */
@Component
class SoldUnits {

  private final PriceList prices;

  SoldUnits(PriceList prices) {
    this.prices = prices;
  }

  /**
   * An amount from 0.
   *
   * @param chosen {@code kg}, {@code piece}, or blank for that of the price list
   */
  StockAmount amount(String name, String text, String chosen) {
    return Amounts.typed(text, unit(name, text, chosen));
  }

  /** An amount of something that moves and so is more than nothing. */
  Quantity quantity(String name, String text, String chosen) {
    return Amounts.typedQuantity(text, unit(name, text, chosen));
  }

  private Unit unit(String name, String text, String chosen) {
    return Amounts.unit(
        chosen, text, prices.find(name, prices.today()).map(Price::unit).orElse(Unit.KG));
  }

  /** What a page offers where something is named. */
  List<String> names() {
    return prices.inForce(prices.today()).stream().map(Price::name).toList();
  }
}
