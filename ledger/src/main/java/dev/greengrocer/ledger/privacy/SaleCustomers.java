package dev.greengrocer.ledger.privacy;

import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.idempotency.IdempotencyKeys;
import dev.greengrocer.ledger.idempotency.Scope;
import dev.greengrocer.ledger.sale.Customer;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Forgets who bought: when they ask for it, and when their time is over. What was sold stays in the
 * books as nobody's. Names and numbers leave the customer's columns, the reasons of voided sales,
 * the audit entries that repeat them, and whatever a request could be recognised by. Thread-safe.
 */
@Component
public class SaleCustomers implements CustomerRecords {

  private final JdbcClient database;
  private final IdempotencyKeys keys;
  private final AuditLog audit;
  private final TransactionOperations transaction;

  SaleCustomers(JdbcClient database, AuditLog audit, TransactionOperations transaction) {
    this.database = database;
    this.keys = new IdempotencyKeys(database);
    this.audit = audit;
    this.transaction = transaction;
  }

  @Override
  public String kind() {
    return "sales";
  }

  @Override
  public ErasedRows erase(CustomerIdentity customer) {
    Set<String> bought = new HashSet<>();
    Set<String> erased = new HashSet<>();
    for (Buyer buyer : buyers()) {
      if (buyer.isKnownAs(customer)) {
        for (Row row : salesOf(buyer)) {
          forget(row, customer);
          bought.add(row.id());
        }
      }
    }
    for (Row row : voided()) {
      if (redact(row, customer)) {
        erased.add(row.id());
      }
    }
    erased.addAll(redactReasons(customer));
    audit.redact(AuditEntry.Kind.SALE, null, customer::removedFrom);
    return new ErasedRows(bought, erased);
  }

  @Override
  public void eraseAgain(ErasedRows rows) {
    List<Row> bought = rows.named().stream().flatMap(id -> sale(id).stream()).toList();
    List<ErasedCustomer> known =
        bought.stream()
            .map(Row::buyer)
            .filter(Buyer::isKnown)
            .distinct()
            .map(buyer -> new ErasedCustomer(buyer.anyName(), "").with(buyer.customer()))
            .toList();
    for (Row row : bought) {
      if (row.buyer().isKnown()) {
        forget(row, new ErasedCustomer(row.buyer().anyName(), ""));
      }
      known.forEach(customer -> redact(row, customer));
    }
    Map<String, List<String>> words = new HashMap<>();
    rows.mentioning().forEach(id -> words.put(id, reasons(id)));
    for (ErasedCustomer customer : known) {
      rows.mentioning().stream()
          .flatMap(id -> sale(id).stream())
          .forEach(row -> redact(row, customer));
      redactReasons(customer);
      audit.redact(AuditEntry.Kind.SALE, null, customer::removedFrom);
    }
    // Where nothing tells any more whom of those that they name, the words go altogether.
    words.forEach(
        (id, before) -> {
          if (reasons(id).equals(before)) {
            sale(id).forEach(this::removeReasons);
          }
        });
  }

  /** All that is said in words about a sale. */
  private List<String> reasons(String id) {
    return database
        .sql(
            """
            SELECT void_reason FROM sales WHERE id = :id AND void_reason IS NOT NULL
            UNION ALL SELECT discount_reason FROM sales WHERE id = :id AND discount_reason IS NOT NULL
            UNION ALL SELECT return_reason FROM sales WHERE id = :id AND return_reason IS NOT NULL
            UNION ALL SELECT discount_reason FROM sale_lines
              WHERE sale_id = :id AND discount_reason IS NOT NULL
            """)
        .param("id", id)
        .query(String.class)
        .list()
        .stream()
        .sorted()
        .toList();
  }

  private List<Row> sale(String id) {
    return database
        .sql("SELECT * FROM sales WHERE id = :id")
        .param("id", id)
        .query(SaleCustomers::row)
        .list();
  }

  private void removeReasons(Row row) {
    for (String column : List.of("void_reason", "discount_reason", "return_reason")) {
      database
          .sql("UPDATE sales SET %1$s = '…' WHERE id = :id AND %1$s IS NOT NULL".formatted(column))
          .param("id", row.id())
          .update();
    }
    database
        .sql(
            """
            UPDATE sale_lines SET discount_reason = '…'
            WHERE sale_id = :id AND discount_reason IS NOT NULL
            """)
        .param("id", row.id())
        .update();
    audit.redact(AuditEntry.Kind.SALE, "receipt " + row.number(), words -> "…");
  }

  /**
   * Forgets the customers of all sales before a day.
   *
   * @return how many sales had one
   */
  public int forgetBefore(Actor actor, LocalDate day) {
    Integer forgotten =
        transaction.execute(
            status -> {
              List<Row> rows =
                  database
                      .sql(
                          """
                          SELECT * FROM sales
                          WHERE sold_on < :day
                            AND (customer_name IS NOT NULL OR customer_mobile IS NOT NULL)
                          """)
                      .param("day", day.toString())
                      .query(SaleCustomers::row)
                      .list();
              for (Row row : rows) {
                forget(row, new ErasedCustomer(row.buyer().anyName(), ""));
              }
              if (!rows.isEmpty()) {
                audit.record(
                    actor,
                    AuditEntry.Kind.CUSTOMER,
                    "customers before " + day,
                    "erased",
                    rows.size() + " sales",
                    null);
              }
              return rows.size();
            });
    return forgotten == null ? 0 : forgotten;
  }

  private void forget(Row row, CustomerIdentity asked) {
    ErasedCustomer known =
        new ErasedCustomer(row.buyer().anyName(), "").with(row.buyer().customer());
    redact(row, known);
    database
        .sql("UPDATE sales SET customer_name = NULL, customer_mobile = NULL WHERE id = :id")
        .param("id", row.id())
        .update();
    // A retry after the erasure meets another hash: it is refused, and never sold twice.
    keys.redact(
        Scope.SALE, row.id(), key -> !known.removedFrom(asked.removedFrom(key)).equals(key));
  }

  /** Takes a customer out of why a sale was voided, and out of the audit entries of the sale. */
  private boolean redact(Row row, CustomerIdentity customer) {
    String reason = row.voidReason();
    if (reason == null) {
      return false;
    }
    audit.redact(AuditEntry.Kind.SALE, "receipt " + row.number(), customer::removedFrom);
    String left = customer.removedFrom(reason);
    if (left.equals(reason)) {
      return false;
    }
    database
        .sql("UPDATE sales SET void_reason = :reason WHERE id = :id")
        .param("reason", left)
        .param("id", row.id())
        .update();
    return true;
  }

  /** Takes a customer out of why things were taken off or given back; the sales concerned. */
  private Set<String> redactReasons(CustomerIdentity customer) {
    Set<String> sales = new HashSet<>();
    sales.addAll(redact("sales", "id", "discount_reason", customer));
    sales.addAll(redact("sales", "id", "return_reason", customer));
    sales.addAll(redact("sale_lines", "sale_id", "discount_reason", customer));
    return sales;
  }

  private Set<String> redact(String table, String sale, String column, CustomerIdentity customer) {
    Set<String> sales = new HashSet<>();
    List<String> reasons =
        database
            .sql("SELECT DISTINCT %2$s FROM %1$s WHERE %2$s IS NOT NULL".formatted(table, column))
            .query(String.class)
            .list();
    for (String reason : reasons) {
      String left = customer.removedFrom(reason);
      if (!left.equals(reason)) {
        sales.addAll(
            database
                .sql("SELECT %s FROM %s WHERE %s = :reason".formatted(sale, table, column))
                .param("reason", reason)
                .query(String.class)
                .list());
        database
            .sql("UPDATE %1$s SET %2$s = :left WHERE %2$s = :reason".formatted(table, column))
            .param("left", left)
            .param("reason", reason)
            .update();
      }
    }
    return sales;
  }

  private List<Buyer> buyers() {
    return database
        .sql(
            """
            SELECT DISTINCT customer_name, customer_mobile FROM sales
            WHERE customer_name IS NOT NULL OR customer_mobile IS NOT NULL
            """)
        .query((row, number) -> new Buyer(row.getString(1), row.getString(2)))
        .list();
  }

  private List<Row> salesOf(Buyer buyer) {
    return database
        .sql(
            """
            SELECT * FROM sales
            WHERE COALESCE(customer_name, '') = :name AND COALESCE(customer_mobile, '') = :mobile
            """)
        .param("name", Objects.requireNonNullElse(buyer.name(), ""))
        .param("mobile", Objects.requireNonNullElse(buyer.mobile(), ""))
        .query(SaleCustomers::row)
        .list();
  }

  private List<Row> voided() {
    return database
        .sql("SELECT * FROM sales WHERE void_reason IS NOT NULL")
        .query(SaleCustomers::row)
        .list();
  }

  private static Row row(java.sql.ResultSet row, int number) throws java.sql.SQLException {
    return new Row(
        row.getString("id"),
        row.getLong("number"),
        new Buyer(row.getString("customer_name"), row.getString("customer_mobile")),
        row.getString("void_reason"));
  }

  private record Row(String id, long number, Buyer buyer, @Nullable String voidReason) {}

  private record Buyer(@Nullable String name, @Nullable String mobile) {

    boolean isKnownAs(CustomerIdentity customer) {
      return (name != null && customer.matches(name))
          || (mobile != null && customer.matches(mobile));
    }

    boolean isKnown() {
      return name != null || mobile != null;
    }

    Customer customer() {
      return new Customer(name, mobile);
    }

    String anyName() {
      return name != null ? name : Objects.requireNonNullElse(mobile, "");
    }
  }
}
