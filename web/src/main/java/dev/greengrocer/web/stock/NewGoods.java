package dev.greengrocer.web.stock;

import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.stock.StockItem;
import dev.greengrocer.ledger.stock.StockList;
import dev.greengrocer.web.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks before something is booked that no one knows, whose name may be mistyped. Thread-safe. */
@Component
class NewGoods {

  private final PriceList prices;
  private final StockList stock;
  private final Texts texts;

  NewGoods(PriceList prices, StockList stock, Texts texts) {
    this.prices = prices;
    this.stock = stock;
    this.texts = texts;
  }

  /**
   * The question whether something is new, for the person who typed its name.
   *
   * @param sure the name of which the person has said that it is new
   * @return null when the price list, the model or the stock knows the name, or it was answered
   * @throws dev.greengrocer.ledger.RefusedException if it can be no name
   */
  @Nullable String question(String typed, String sure) {
    String name = prices.canonical(typed);
    if (typed.strip().equals(sure.strip())
        || prices.known(name)
        || prices.isLabel(name)
        || stock.kept().keySet().stream().map(StockItem.Goods::name).anyMatch(name::equals)) {
      return null;
    }
    return prices
        .similar(name)
        .map(similar -> texts.of("stock.unknown-or-similar", name, similar))
        .orElseGet(() -> texts.of("stock.unknown", name));
  }
}
