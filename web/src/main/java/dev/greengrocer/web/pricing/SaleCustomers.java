package dev.greengrocer.web.pricing;

import dev.greengrocer.web.history.CustomerRecords;
import dev.greengrocer.web.security.AuditEntry;
import dev.greengrocer.web.security.AuditLog;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Forgets who bought: when they ask for it, and when their time is over. What was sold stays in the
 * books as nobody's. Thread-safe.
 */
@Component
class SaleCustomers implements CustomerRecords {

  private static final Logger log = LoggerFactory.getLogger(SaleCustomers.class);

  private final Sales sales;
  private final PriceList prices;
  private final CheckoutSettings settings;
  private final AuditLog audit;
  private final TransactionOperations transaction;

  SaleCustomers(
      Sales sales,
      PriceList prices,
      CheckoutSettings settings,
      AuditLog audit,
      TransactionOperations transaction) {
    this.sales = sales;
    this.prices = prices;
    this.settings = settings;
    this.audit = audit;
    this.transaction = transaction;
  }

  @Override
  public String kind() {
    return "sales";
  }

  /** By name, or by mobile number in E.164. */
  @Override
  public int erase(String customer) {
    Integer erased =
        transaction.execute(
            status -> {
              int rows = sales.forgetCustomer(customer);
              if (rows > 0) {
                // Not whom: the log would remember what was to be forgotten.
                audit.record(
                    AuditEntry.Kind.CUSTOMER, "a customer", "erased", rows + " sales", null);
              }
              return rows;
            });
    return erased == null ? 0 : erased;
  }

  @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
  void eraseOld() {
    LocalDate day = prices.today().minusDays(settings.customerRetention().toDays());
    int erased = sales.forgetCustomersBefore(day);
    if (erased > 0) {
      log.info("Forgot the customers of {} sales before {}", erased, day);
    }
  }
}
