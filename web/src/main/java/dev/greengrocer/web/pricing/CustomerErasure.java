package dev.greengrocer.web.pricing;

import dev.greengrocer.web.RefusedException;
import dev.greengrocer.web.history.CustomerRecords;
import dev.greengrocer.web.history.PhotoStore;
import dev.greengrocer.web.history.PredictionEraser;
import dev.greengrocer.web.security.AuditLog;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Erases what a customer asks to have erased, wherever it stands. Thread-safe. */
@Component
public final class CustomerErasure {

  private final List<CustomerRecords> records;
  private final String region;

  @Autowired
  CustomerErasure(List<CustomerRecords> records, CheckoutSettings settings) {
    this(records, settings.region());
  }

  private CustomerErasure(List<CustomerRecords> records, String region) {
    this.records = List.copyOf(records);
    this.region = region;
  }

  /**
   * Erases in a database and a store of photos, also while a server runs on them.
   *
   * @param region ISO 3166 of mobile numbers that do not begin with +, or empty
   */
  public static CustomerErasure in(
      JdbcClient database, TransactionOperations transaction, PhotoStore photos, String region) {
    return new CustomerErasure(
        List.of(
            new PredictionEraser(database, photos),
            new SaleCustomers(new Sales(database), new AuditLog(database), transaction)),
        region);
  }

  /**
   * Erases name, mobile number and photos; answers and sales stay in the books as nobody's.
   *
   * @param customer a name as it was given, or a mobile number however it is written
   * @return how many rows of each kind named the customer
   */
  public SortedMap<String, Integer> erase(String customer) {
    Set<String> spellings = spellings(customer.strip());
    SortedMap<String, Integer> rows = new TreeMap<>();
    records.forEach(kind -> rows.put(kind.kind(), spellings.stream().mapToInt(kind::erase).sum()));
    return rows;
  }

  /** As it was typed, and as a number is kept. */
  private Set<String> spellings(String customer) {
    Set<String> spellings = new LinkedHashSet<>(List.of(customer));
    try {
      spellings.add(Customer.e164(customer, region));
    } catch (RefusedException e) {
      // A name, then.
    }
    return spellings;
  }
}
