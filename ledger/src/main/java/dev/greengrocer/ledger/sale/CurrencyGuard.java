package dev.greengrocer.ledger.sale;

import dev.greengrocer.ledger.settings.Setting;
import dev.greengrocer.ledger.settings.SettingGuard;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets the currency of a shop change as long as the books hold no money of the present one.
 * Receipts and costs keep theirs for ever, and closings and figures add up what is of one currency;
 * a basket and a price are whole numbers of minor units, whatever the currency.
 */
@Component
class CurrencyGuard implements SettingGuard {

  private static final String CURRENCY = "greengrocer.checkout.currency";

  private final JdbcClient database;

  CurrencyGuard(JdbcClient database) {
    this.database = database;
  }

  @Override
  public Optional<String> fault(Setting setting, String before, String after) {
    if (!setting.name().equals(CURRENCY) || before.equalsIgnoreCase(after)) {
      return Optional.empty();
    }
    if (exists("SELECT 1 FROM sales")) {
      return Optional.of(
          "stays %s: there are receipts in it. Another currency needs books of its own, in another data directory"
              .formatted(before));
    }
    if (exists("SELECT 1 FROM stock_movements WHERE cost IS NOT NULL")) {
      return Optional.of(
          "stays %s: there are deliveries whose cost is in it. Another currency needs books of its own, in another data directory"
              .formatted(before));
    }
    if (exists("SELECT 1 FROM basket_lines WHERE amount IS NOT NULL")) {
      return Optional.of(
          "stays %s while there are goods in a basket; empty baskets and parked ones first"
              .formatted(before));
    }
    return Optional.empty();
  }

  private boolean exists(String rows) {
    return Boolean.TRUE.equals(
        database.sql("SELECT EXISTS (" + rows + ")").query(Boolean.class).single());
  }
}
