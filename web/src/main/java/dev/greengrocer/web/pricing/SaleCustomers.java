package dev.greengrocer.web.pricing;

import dev.greengrocer.web.history.CustomerRecords;
import dev.greengrocer.web.security.AuditEntry;
import dev.greengrocer.web.security.AuditLog;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Forgets who bought when they ask for it. What was sold stays in the books as nobody's.
 * Thread-safe.
 */
@Component
class SaleCustomers implements CustomerRecords {

  private final Sales sales;
  private final AuditLog audit;
  private final TransactionOperations transaction;

  SaleCustomers(Sales sales, AuditLog audit, TransactionOperations transaction) {
    this.sales = sales;
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
}
