package dev.greengrocer.web.pricing;

import dev.greengrocer.Label;
import dev.greengrocer.web.Problem;
import dev.greengrocer.web.RefusedException;
import dev.greengrocer.web.audit.AuditEntry;
import dev.greengrocer.web.audit.AuditLog;
import dev.greengrocer.web.history.Ids;
import dev.greengrocer.web.model.ModelSlot;
import dev.greengrocer.web.security.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What things cost, yesterday, today and from Monday on. No price is ever removed; a later one
 * takes its place. Every change goes to the audit log. Days are the server's. Thread-safe.
 */
@Repository
class PriceList {

  /**
   * The price of each name that counts on a day: the latest that had begun, if it has not ended.
   */
  private static final String IN_FORCE =
      """
      SELECT * FROM prices p
      WHERE p.first_day = (
          SELECT MAX(q.first_day) FROM prices q WHERE q.name = p.name AND q.first_day <= :day)
        AND (p.last_day IS NULL OR p.last_day >= :day)
      """;

  private final JdbcClient database;
  private final TransactionOperations transaction;
  private final AuditLog audit;
  private final ModelSlot models;
  private final Till till;
  private final Clock clock;

  PriceList(
      JdbcClient database,
      TransactionOperations transaction,
      AuditLog audit,
      ModelSlot models,
      Till till,
      Clock clock) {
    this.database = database;
    this.transaction = transaction;
    this.audit = audit;
    this.models = models;
    this.till = till;
    this.clock = clock;
  }

  /** The shop's day. */
  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), java.time.ZoneId.systemDefault());
  }

  /** Whether there is or ever was any price. */
  boolean isEmpty() {
    return database.sql("SELECT COUNT(*) FROM prices").query(Long.class).single() == 0;
  }

  /** What counts on a day, by name. */
  List<Price> inForce(LocalDate day) {
    return database
        .sql(IN_FORCE + " ORDER BY p.name")
        .param("day", day.toString())
        .query(PriceList::row)
        .list();
  }

  /** What begins after a day, by day and name. */
  List<Price> after(LocalDate day) {
    return database
        .sql("SELECT * FROM prices WHERE first_day > :day ORDER BY first_day, name")
        .param("day", day.toString())
        .query(PriceList::row)
        .list();
  }

  /** All prices that something has had or will have, the latest first. */
  List<Price> history(String name) {
    return database
        .sql("SELECT * FROM prices WHERE name = :name ORDER BY first_day DESC")
        .param("name", name)
        .query(PriceList::row)
        .list();
  }

  /** Every price there is, by name and day. */
  List<Price> all() {
    return database
        .sql("SELECT * FROM prices ORDER BY name, first_day")
        .query(PriceList::row)
        .list();
  }

  /**
   * What something costs on a day: by its own name, else as the label that the model knows by this
   * spelling, else as a member of its group.
   */
  Optional<Price> find(String name, LocalDate day) {
    Optional<Price> own = exactly(name, day);
    if (own.isPresent()) {
      return own;
    }
    Optional<Label> label = models.current().labels().find(name);
    return label
        .flatMap(known -> exactly(known.name(), day))
        .or(() -> label.flatMap(known -> exactly(known.group(), day)));
  }

  private Optional<Price> exactly(String name, LocalDate day) {
    return database
        .sql(IN_FORCE + " AND p.name = :name")
        .param("day", day.toString())
        .param("name", name)
        .query(PriceList::row)
        .optional();
  }

  /** Sets prices, all of them or, if one is refused, none. */
  void set(List<Price> prices) {
    transaction.executeWithoutResult(status -> prices.forEach(this::set));
  }

  private void set(Price price) {
    checkPlu(price);
    Optional<Price> sameDay =
        history(price.name()).stream().filter(old -> old.from().equals(price.from())).findAny();
    if (sameDay.equals(Optional.of(price))) {
      return;
    }
    Optional<Price> before = sameDay.or(() -> exactly(price.name(), price.from()));
    database
        .sql(
            """
            INSERT INTO prices
              (id, name, unit, amount, plu, first_day, last_day, created_at, created_by)
            VALUES (:id, :name, :unit, :amount, :plu, :from, :to, :at, :by)
            ON CONFLICT (name, first_day) DO UPDATE SET
              unit = excluded.unit, amount = excluded.amount, plu = excluded.plu,
              last_day = excluded.last_day, created_at = excluded.created_at,
              created_by = excluded.created_by
            """)
        .param("id", Ids.next())
        .param("name", price.name())
        .param("unit", price.unit().id())
        .param("amount", price.amount())
        .param("plu", price.plu())
        .param("from", price.from().toString())
        .param("to", price.to() == null ? null : price.to().toString())
        .param("at", clock.millis())
        .param("by", Caller.actor().name())
        .update();
    audit.record(
        Caller.actor(),
        AuditEntry.Kind.PRICE,
        price.name(),
        "set",
        before.map(this::words).orElse(null),
        words(price));
  }

  /**
   * Sells something until the end of a day and no longer.
   *
   * @throws RefusedException if it has no price on that day
   */
  void end(String name, LocalDate last) {
    transaction.executeWithoutResult(
        status -> {
          Price price =
              exactly(name, last)
                  .orElseThrow(
                      () ->
                          new RefusedException(
                              Problem.NOT_FOUND,
                              "'%s' has no price on %s that could end.".formatted(name, last)));
          database
              .sql("UPDATE prices SET last_day = :last WHERE name = :name AND first_day = :from")
              .param("last", last.toString())
              .param("name", name)
              .param("from", price.from().toString())
              .update();
          audit.record(
              Caller.actor(),
              AuditEntry.Kind.PRICE,
              name,
              "ended",
              words(price),
              "until the end of " + last);
        });
  }

  // Two kinds behind one code would be told apart by nobody at the till.
  private void checkPlu(Price price) {
    if (price.plu() == null) {
      return;
    }
    List<String> others =
        database
            .sql(
                """
                SELECT DISTINCT name FROM prices
                WHERE plu = :plu AND name <> :name AND (last_day IS NULL OR last_day >= :from)
                """)
            .param("plu", price.plu())
            .param("name", price.name())
            .param("from", price.from().toString())
            .query(String.class)
            .list();
    if (!others.isEmpty()) {
      throw new RefusedException(
          Problem.CONFLICT,
          "PLU %s of '%s': it is the code of '%s'"
              .formatted(price.plu(), price.name(), others.get(0)));
    }
  }

  /** The names that the model may answer and that have no price on a day. */
  List<String> unpriced(LocalDate day) {
    List<String> missing = new ArrayList<>();
    for (String label : models.current().labels().names()) {
      if (find(label, day).isEmpty()) {
        missing.add(label);
      }
    }
    return missing;
  }

  private String words(Price price) {
    return "%s/%s from %s%s%s"
        .formatted(
            till.text(price.amount()),
            price.unit().id(),
            price.from(),
            price.to() == null ? "" : " to " + price.to(),
            price.plu() == null ? "" : ", PLU " + price.plu());
  }

  private static Price row(ResultSet row, int number) throws SQLException {
    return new Price(
        row.getString("name"),
        Unit.of(row.getString("unit")),
        row.getLong("amount"),
        row.getString("plu"),
        LocalDate.parse(row.getString("first_day")),
        date(row.getString("last_day")));
  }

  private static @Nullable LocalDate date(@Nullable String text) {
    return text == null ? null : LocalDate.parse(text);
  }
}
