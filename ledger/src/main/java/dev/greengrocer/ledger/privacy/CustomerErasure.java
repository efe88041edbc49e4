package dev.greengrocer.ledger.privacy;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.WriteAheadLog;
import dev.greengrocer.ledger.photo.PhotoStore;
import dev.greengrocer.ledger.price.CheckoutSettings;
import dev.greengrocer.ledger.settings.LiveSettings;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Erases what a customer asks to have erased, wherever it stands, in one transaction with its audit
 * entry, whichever way the wish comes in. Thread-safe.
 */
@Component
public final class CustomerErasure {

  /** Longer than any name or number that is kept. */
  private static final int LONGEST = 100;

  private final List<CustomerRecords> records;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final Supplier<String> region;
  private final WriteAheadLog log;
  private final Erasures erasures;

  @Autowired
  CustomerErasure(
      List<CustomerRecords> records,
      AuditLog audit,
      TransactionOperations transaction,
      LiveSettings settings,
      WriteAheadLog log,
      Erasures erasures) {
    this(records, audit, transaction, region(settings.of(CheckoutSettings.class)), log, erasures);
  }

  private CustomerErasure(
      List<CustomerRecords> records,
      AuditLog audit,
      TransactionOperations transaction,
      Supplier<String> region,
      WriteAheadLog log,
      Erasures erasures) {
    this.erasures = erasures;
    this.records = List.copyOf(records);
    this.audit = audit;
    this.transaction = transaction;
    this.region = region;
    this.log = log;
  }

  /**
   * Erases in a database and a store of photos, also while a server runs on them.
   *
   * @param region ISO 3166 of mobile numbers that do not begin with +, or empty
   * @param directory holds the list of erasures
   * @param photos where the photos are
   * @param clock tells when, for the audit log
   */
  public static CustomerErasure in(
      JdbcClient database,
      TransactionOperations transaction,
      DataDirectory directory,
      PhotoStore photos,
      String region,
      WriteAheadLog log,
      Clock clock) {
    AuditLog audit = new AuditLog(database, clock);
    Erasures erasures = new Erasures(database, directory, clock);
    return new CustomerErasure(
        List.of(
            new PredictionEraser(database, photos, audit, transaction, erasures),
            new SaleCustomers(database, audit, transaction),
            new ParkedNames(database),
            new StockWords(database, audit)),
        audit,
        transaction,
        () -> region,
        log,
        erasures);
  }

  private static Supplier<String> region(Supplier<CheckoutSettings> settings) {
    return () -> settings.get().region();
  }

  /**
   * Erases name, mobile number and photos; answers and sales stay without a customer.
   *
   * @param customer a name as it was given, or a mobile number however it is written
   * @return how many rows of each kind named the customer; all 0 when no customer is known by that
   * @throws RefusedException if it is no name and no number
   */
  public SortedMap<String, Integer> erase(Actor actor, @Nullable String customer) {
    CustomerIdentity whom = new ErasedCustomer(checked(customer), region.get());
    SortedMap<String, Integer> counted =
        transaction.execute(
            status -> {
              SortedMap<String, Integer> erased = new TreeMap<>();
              Map<String, Set<String>> ids = new HashMap<>();
              for (CustomerRecords named : records) {
                ErasedRows rows = named.erase(whom);
                ids.put(named.kind(), rows.named());
                ids.put(Erasures.mentions(named.kind()), rows.mentioning());
                erased.put(named.kind(), rows.count());
              }
              erasures.add(ids);
              // Not whom: the log would remember what was to be forgotten.
              audit.record(
                  actor, AuditEntry.Kind.CUSTOMER, "a customer", "erased", words(erased), null);
              return erased;
            });
    log.truncate();
    erasures.publish();
    return counted == null ? new TreeMap<>() : counted;
  }

  private static String checked(@Nullable String customer) {
    if (customer == null || customer.isBlank()) {
      throw new RefusedException(
          Problem.INVALID_REQUEST, "customer: must be a name or a mobile number");
    }
    if (customer.strip().length() > LONGEST
        || customer.strip().chars().anyMatch(Character::isISOControl)) {
      throw new RefusedException(
          Problem.INVALID_REQUEST,
          "customer: must be 1 to %d characters on one line".formatted(LONGEST));
    }
    return customer;
  }

  private static String words(SortedMap<String, Integer> rows) {
    return rows.entrySet().stream()
        .map(kind -> kind.getValue() + " " + kind.getKey())
        .collect(Collectors.joining(", "));
  }

  /** Whether an erasure found anybody. */
  public static boolean found(SortedMap<String, Integer> rows) {
    return rows.values().stream().anyMatch(count -> count > 0);
  }
}
