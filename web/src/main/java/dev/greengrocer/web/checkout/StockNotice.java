package dev.greengrocer.web.checkout;

import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.sale.BasketLine;
import dev.greengrocer.ledger.sale.Baskets;
import dev.greengrocer.ledger.stock.StockAmount;
import dev.greengrocer.ledger.stock.StockItem;
import dev.greengrocer.ledger.stock.StockList;
import dev.greengrocer.web.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Tells of which goods a basket holds more than there are in stock. It refuses nothing: goods come
 * before papers. Kinds that are not kept in stock are never told. Thread-safe.
 */
@Component
class StockNotice {

  private final Baskets baskets;
  private final Texts texts;
  private final StockList stock;

  StockNotice(Baskets baskets, StockList stock, Texts texts) {
    this.baskets = baskets;
    this.stock = stock;
    this.texts = texts;
  }

  /**
   * In words, such as {@code tomato: 0.500 kg in stock, 0.750 kg in the basket}; none when there is
   * enough of everything.
   */
  List<String> of(String basket) {
    Map<StockItem.Goods, StockAmount> wanted = new LinkedHashMap<>();
    for (BasketLine line : baskets.contents(basket).lines()) {
      String name = line.name();
      Quantity quantity = line.quantity();
      if (name != null && quantity != null) {
        wanted.merge(
            new StockItem.Goods(name, quantity.unit()),
            StockAmount.of(quantity),
            (one, other) -> one.minus(other.negated()));
      }
    }
    if (wanted.isEmpty()) {
      return List.of();
    }
    Map<StockItem.Goods, StockAmount> kept = stock.kept();
    List<String> notices = new ArrayList<>();
    wanted.forEach(
        (goods, amount) -> {
          StockAmount there = kept.get(goods);
          if (there != null && there.amount() < amount.amount()) {
            notices.add(
                texts.of(
                    "checkout.in-stock-in-the-basket", goods.name(), there.text(), amount.text()));
          }
        });
    return notices;
  }
}
