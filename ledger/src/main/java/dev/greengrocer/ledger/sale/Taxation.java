package dev.greengrocer.ledger.sale;

import dev.greengrocer.ledger.price.Price;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.price.TaxRate;
import dev.greengrocer.ledger.price.TaxSettings;
import dev.greengrocer.ledger.settings.LiveSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** At which rate goods are taxed today, and what that makes. Thread-safe. */
@Component
public class Taxation {

  private final PriceList prices;
  private final Supplier<TaxSettings> settings;

  Taxation(PriceList prices, LiveSettings settings) {
    this.prices = prices;
    this.settings = settings.of(TaxSettings.class);
  }

  /** The rate of goods: their price's of today, or else the shop's; null when there is none. */
  public @Nullable TaxRate rate(String name) {
    Optional<Price> price = prices.find(name, prices.today());
    return price.map(Price::tax).orElseGet(() -> settings.get().defaultRate());
  }

  /** The tax of goods that are about to be sold. */
  public SaleTaxes of(List<SaleTaxes.Taxed> goods) {
    return SaleTaxes.of(settings.get().included(), goods);
  }
}
