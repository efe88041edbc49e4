package dev.greengrocer.ledger.privacy;

import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.database.JobTurns;
import dev.greengrocer.ledger.database.WriteAheadLog;
import dev.greengrocer.ledger.price.CheckoutSettings;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.settings.LiveSettings;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets who bought when their time is over, every hour. */
@Component
class CustomerRetention {

  private static final Logger log = LoggerFactory.getLogger(CustomerRetention.class);

  private final SaleCustomers customers;
  private final PriceList prices;
  private final Supplier<CheckoutSettings> settings;
  private final JobTurns turns;
  private final WriteAheadLog written;

  CustomerRetention(
      SaleCustomers customers,
      PriceList prices,
      LiveSettings settings,
      JobTurns turns,
      WriteAheadLog written) {
    this.written = written;
    this.customers = customers;
    this.prices = prices;
    this.settings = settings.of(CheckoutSettings.class);
    this.turns = turns;
  }

  @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
  void erase() {
    if (!turns.take("customer-retention", JobTurns.EACH_HOUR)) {
      return;
    }
    LocalDate day = prices.today().minusDays(settings.get().customerRetention().toDays());
    int erased = customers.forgetBefore(Actor.SERVER, day);
    if (erased > 0) {
      written.truncate();
      log.info("Forgot the customers of {} sales before {}", erased, day);
    }
  }
}
