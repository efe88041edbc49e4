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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Forgets who bought: when they ask for it, and when their time is over. What was sold stays in the
 * books without a customer. Names and numbers leave the customer's columns, the reasons of voids,
 * discounts and returns, the audit entries that repeat them, and whatever a request could be
 * recognised by; when a time is over, they leave the reasons of waste and counts, too. Thread-safe.
 */
@Component
public class SaleCustomers implements CustomerRecords {

  private static final List<Words> WORDS =
      List.of(
          new Words("sales", "id", "void_reason"),
          new Words("sales", "id", "discount_reason"),
          new Words("sales", "id", "return_reason"),
          new Words("sale_lines", "sale_id", "discount_reason"));

  private final JdbcClient database;
  private final IdempotencyKeys keys;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final StockWords stock;

  SaleCustomers(JdbcClient database, AuditLog audit, TransactionOperations transaction) {
    this.database = database;
    this.keys = new IdempotencyKeys(database);
    this.audit = audit;
    this.transaction = transaction;
    this.stock = new StockWords(database, audit);
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
                forgetWords(rows);
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

  /**
   * What belongs to no sale names customers as a whole, if so: what a supervisor approved before
   * there was a receipt, and why goods were thrown away or counted.
   */
  private void forgetWords(List<Row> rows) {
    List<ErasedCustomer> known =
        rows.stream()
            .map(Row::buyer)
            .flatMap(buyer -> Stream.of(buyer.name(), buyer.mobile()))
            .filter(Objects::nonNull)
            .distinct()
            .map(name -> new ErasedCustomer(name, ""))
            .toList();
    UnaryOperator<String> without =
        text -> {
          String left = text;
          for (ErasedCustomer customer : known) {
            left = customer.removedFrom(left);
          }
          return left;
        };
    audit.redact(AuditEntry.Kind.SALE, "basket", without);
    stock.redactReasons(without);
  }

  /**
   * Takes a customer out of all that is said in words of a sale and of what was given back of it,
   * and out of the audit entries that repeat it.
   */
  private void redact(Row row, CustomerIdentity customer) {
    List<Row> about =
        database
            .sql("SELECT * FROM sales WHERE id = :id OR return_of = :id")
            .param("id", row.id())
            .query(SaleCustomers::row)
            .list();
    for (Row one : about) {
      audit.redact(AuditEntry.Kind.SALE, "receipt " + one.number(), customer::removedFrom);
      for (Words words : WORDS) {
        redact(words, one.id(), customer);
      }
    }
  }

  private void redact(Words words, String sale, CustomerIdentity customer) {
    List<String> texts =
        database
            .sql(
                "SELECT DISTINCT %2$s FROM %1$s WHERE %3$s = :sale AND %2$s IS NOT NULL"
                    .formatted(words.table(), words.column(), words.sale()))
            .param("sale", sale)
            .query(String.class)
            .list();
    for (String text : texts) {
      String left = customer.removedFrom(text);
      if (!left.equals(text)) {
        database
            .sql(
                "UPDATE %1$s SET %2$s = :left WHERE %3$s = :sale AND %2$s = :text"
                    .formatted(words.table(), words.column(), words.sale()))
            .param("left", left)
            .param("sale", sale)
            .param("text", text)
            .update();
        forgetRequest(words.column(), sale, customer);
      }
    }
  }

  /** Requests that have a key hold reasons of discounts and returns, but not those of voids. */
  private void forgetRequest(String column, String sale, CustomerIdentity customer) {
    if (!column.equals("void_reason")) {
      for (Scope scope : List.of(Scope.SALE, Scope.RETURN)) {
        keys.redact(scope, sale, key -> StockWords.isNamedIn(key, customer::removedFrom));
      }
    }
  }

  /** Takes a customer out of all that is said in words of any sale; the sales concerned. */
  private Set<String> redactReasons(CustomerIdentity customer) {
    Set<String> sales = new HashSet<>();
    for (Words words : WORDS) {
      sales.addAll(redact(words.table(), words.sale(), words.column(), customer));
    }
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
        List<String> concerned =
            database
                .sql("SELECT %s FROM %s WHERE %s = :reason".formatted(sale, table, column))
                .param("reason", reason)
                .query(String.class)
                .list();
        concerned.forEach(one -> forgetRequest(column, one, customer));
        sales.addAll(concerned);
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

  private static Row row(java.sql.ResultSet row, int number) throws java.sql.SQLException {
    return new Row(
        row.getString("id"),
        row.getLong("number"),
        new Buyer(row.getString("customer_name"), row.getString("customer_mobile")));
  }

  private record Row(String id, long number, Buyer buyer) {}

  /** A column in which people say something of a sale, whose id stands in another one. */
  private record Words(String table, String sale, String column) {}

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
