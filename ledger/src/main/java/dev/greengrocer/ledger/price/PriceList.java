package dev.greengrocer.ledger.price;

import dev.greengrocer.Label;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.database.StoredRow;
import dev.greengrocer.ledger.database.UnreadableRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What things cost, yesterday, today and from Monday on. A later price takes the place of an
 * earlier one; what is replaced or taken back is kept with who did it and when. A row that cannot
 * be read counts for nothing and hides no other. Every change goes to the audit log. Days are the
 * server's. Thread-safe.
 */
@Repository
public class PriceList {

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

  private static final RowMapper<Stored<Price>> ROWS =
      Stored.rows(PriceList::read, "prices", "name", "first_day");

  private final JdbcClient database;
  private final TransactionOperations transaction;
  private final AuditLog audit;
  private final ModelLabels models;
  private final Till till;
  private final GoodsNames names;
  private volatile boolean hasOwn;
  private final Clock clock;
  private final ShopCalendar calendar;

  PriceList(
      JdbcClient database,
      TransactionOperations transaction,
      AuditLog audit,
      ModelLabels models,
      Till till,
      GoodsNames names,
      Clock clock,
      ShopCalendar calendar) {
    this.database = database;
    this.transaction = transaction;
    this.audit = audit;
    this.models = models;
    this.till = till;
    this.names = names;
    this.clock = clock;
    this.calendar = calendar;
  }

  /** The shop's day. */
  public LocalDate today() {
    return calendar.day(clock.instant());
  }

  /** Whether there is or ever was any price. */
  boolean isEmpty() {
    return database.sql("SELECT COUNT(*) FROM prices").query(Long.class).single() == 0;
  }

  /**
   * Whether all prices are those that the program came with, which are made up: no person has set
   * any yet.
   */
  public boolean isMadeUp() {
    if (hasOwn) {
      return false;
    }
    hasOwn =
        !database
            .sql("SELECT 1 FROM prices WHERE created_by <> :server LIMIT 1")
            .param("server", Actor.SERVER.name())
            .query(Integer.class)
            .list()
            .isEmpty();
    return !hasOwn && !isEmpty();
  }

  /** What counts on a day, by name. */
  public List<Price> inForce(LocalDate day) {
    return Stored.values(
        database
            .sql(IN_FORCE + " ORDER BY p.name")
            .param("day", day.toString())
            .query(ROWS)
            .list());
  }

  /** What begins after a day, by day and name. */
  public List<Price> after(LocalDate day) {
    return Stored.values(
        database
            .sql("SELECT * FROM prices WHERE first_day > :day ORDER BY first_day, name")
            .param("day", day.toString())
            .query(ROWS)
            .list());
  }

  /** All prices that something has had or will have, the latest first. */
  public List<Price> history(String name) {
    return Stored.values(
        database
            .sql("SELECT * FROM prices WHERE name = :name ORDER BY first_day DESC")
            .param("name", canonical(name))
            .query(ROWS)
            .list());
  }

  /** Every price there is, by name and day. */
  public List<Price> all() {
    return Stored.values(
        database.sql("SELECT * FROM prices ORDER BY name, first_day").query(ROWS).list());
  }

  /**
   * What something costs on a day: by its own name, else as the label that the model knows by this
   * spelling, else as a member of its group.
   */
  public Optional<Price> find(String typed, LocalDate day) {
    String name = canonical(typed);
    Optional<Price> own = exactly(name, day);
    if (own.isPresent()) {
      return own;
    }
    Optional<Label> label = models.labels().find(name);
    return label
        .flatMap(known -> exactly(known.name(), day))
        .or(() -> label.flatMap(known -> exactly(known.group(), day)));
  }

  private Optional<Price> exactly(String name, LocalDate day) {
    return database
        .sql(IN_FORCE + " AND p.name = :name")
        .param("day", day.toString())
        .param("name", name)
        .query(ROWS)
        .optional()
        .flatMap(Stored::readable);
  }

  /** The one name under which something is sold, however it is written; see {@link GoodsNames}. */
  public String canonical(String typed) {
    return names.canonical(typed);
  }

  /** The same, and from now on the name of whatever is written like it. */
  public String remembered(String typed) {
    String name = names.canonical(typed);
    names.remember(name);
    return name;
  }

  /** The goods of a PLU, if any are sold under it. */
  public Optional<String> coded(String plu) {
    return names.coded(plu);
  }

  /** The known name that is most like one that is not, if any is. */
  public Optional<String> similar(String name) {
    List<String> known = new ArrayList<>(models.labels().names());
    inForce(today()).forEach(price -> known.add(price.name()));
    return names.similar(name, known);
  }

  /** Whether the model may answer a name. */
  public boolean isLabel(String name) {
    return models.labels().find(name).isPresent();
  }

  /** Whether something has, had or will have a price. */
  public boolean known(String name) {
    return !history(name).isEmpty();
  }

  /** A row of the price list that cannot be read, which therefore counts for nothing. */
  public record Unreadable(String name, String firstDay, String fault) {}

  /** The rows that cannot be read; a new price for the same name and day takes their place. */
  public List<Unreadable> unreadable() {
    return database
        .sql("SELECT * FROM prices ORDER BY name, first_day")
        .query(PriceList::fault)
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** A price that another one took the place of on the same day, or that was taken back. */
  record Replaced(
      Price price, Instant setAt, String setBy, Instant replacedAt, String replacedBy) {}

  /** What was set for a name and did not stay, the latest first. */
  public List<Replaced> replaced(String name) {
    return database
        .sql("SELECT * FROM replaced_prices WHERE name = :name ORDER BY replaced_at DESC, id DESC")
        .param("name", canonical(name))
        .query(
            (row, number) -> {
              Instant setAt = Instant.ofEpochMilli(row.getLong("created_at"));
              String setBy = row.getString("created_by");
              Instant replacedAt = Instant.ofEpochMilli(row.getLong("replaced_at"));
              String replacedBy = row.getString("replaced_by");
              return Objects.requireNonNull(ROWS.mapRow(row, number))
                  .readable()
                  .map(price -> new Replaced(price, setAt, setBy, replacedAt, replacedBy));
            })
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** The latest price of a name that had begun on a day, ended or not. */
  public Optional<Price> latest(String name, LocalDate day) {
    return database
        .sql(
            """
            SELECT * FROM prices WHERE name = :name AND first_day <= :day
            ORDER BY first_day DESC LIMIT 1
            """)
        .param("name", canonical(name))
        .param("day", day.toString())
        .query(ROWS)
        .optional()
        .flatMap(Stored::readable);
  }

  /** Sets prices, all of them or, if one is refused, none. */
  public void set(Actor actor, List<Price> prices) {
    transaction.executeWithoutResult(
        status -> {
          Map<String, NavigableMap<LocalDate, Price>> histories = new HashMap<>();
          for (Price wanted : checkedCodes(prices)) {
            set(actor, wanted, histories.computeIfAbsent(wanted.name(), this::byDay));
          }
        });
    prices.forEach(price -> names.remember(canonical(price.name())));
  }

  /**
   * A price as it is wanted: what is not said stays as it was before that day.
   *
   * @param unit null to keep it
   * @param plu null to keep it, empty for none
   * @param tax null to keep it
   * @throws RefusedException if it can be no price, or if something new has no unit
   */
  public Price wanted(
      String typed,
      @Nullable Unit unit,
      long amount,
      @Nullable String plu,
      @Nullable TaxChoice tax,
      LocalDate from,
      @Nullable LocalDate to) {
    String name = canonical(typed);
    Optional<Price> before =
        unit == null || plu == null || tax == null ? latest(name, from) : Optional.empty();
    Unit wanted = unit == null ? before.map(Price::unit).orElse(null) : unit;
    if (wanted == null) {
      throw new RefusedException(
          Problem.UNPROCESSABLE,
          "unit of '%s': kg or piece, for it has had no price before".formatted(name));
    }
    String code = plu == null ? before.map(Price::plu).orElse(null) : plu.strip();
    TaxRate rate = tax == null ? before.map(Price::tax).orElse(null) : tax.rate();
    return new Price(
        name, wanted, amount, code == null || code.isEmpty() ? null : code, rate, from, to);
  }

  /** Reads a file of prices as this list understands it. */
  public PriceCsv.Reading read(String file) {
    return PriceCsv.read(
        file,
        till,
        today(),
        row ->
            wanted(
                row.name(), row.unit(), row.amount(), row.plu(), row.tax(), row.from(), row.to()));
  }

  private NavigableMap<LocalDate, Price> byDay(String name) {
    NavigableMap<LocalDate, Price> history = new TreeMap<>();
    history(name).forEach(price -> history.put(price.from(), price));
    return history;
  }

  /** The prices under their canonical names, none with the code of something else. */
  private List<Price> checkedCodes(List<Price> prices) {
    Map<String, String> fresh = new HashMap<>();
    List<Price> named =
        prices.stream()
            .map(
                price -> {
                  String name = canonical(price.name());
                  return price.named(fresh.computeIfAbsent(GoodsNames.key(name), key -> name));
                })
            .toList();
    Map<String, Price> earliest = new LinkedHashMap<>();
    for (Price price : named) {
      if (price.plu() != null) {
        earliest.merge(
            price.plu() + " " + price.name(),
            price,
            (one, other) -> one.from().isAfter(other.from()) ? other : one);
      }
    }
    earliest.values().forEach(this::checkPlu);
    return named;
  }

  private void set(Actor actor, Price price, NavigableMap<LocalDate, Price> history) {
    Price sameDay = history.get(price.from());
    if (price.equals(sameDay)) {
      return;
    }
    Map.Entry<LocalDate, Price> floor = history.floorEntry(price.from());
    Price before =
        floor == null || !floor.getValue().countsOn(price.from()) ? null : floor.getValue();
    keepReplaced(actor, price.name(), price.from().toString());
    database
        .sql(
            """
            INSERT INTO prices
              (id, name, unit, amount, plu, tax_rate, first_day, last_day, created_at, created_by)
            VALUES (:id, :name, :unit, :amount, :plu, :tax, :from, :to, :at, :by)
            ON CONFLICT (name, first_day) DO UPDATE SET
              unit = excluded.unit, amount = excluded.amount, plu = excluded.plu,
              tax_rate = excluded.tax_rate,
              last_day = excluded.last_day, created_at = excluded.created_at,
              created_by = excluded.created_by
            """)
        .param("id", Ids.next())
        .param("name", price.name())
        .param("unit", price.unit().id())
        .param("amount", price.amount())
        .param("plu", price.plu())
        .param("tax", price.tax() == null ? null : price.tax().hundredths(), Types.INTEGER)
        .param("from", price.from().toString())
        .param("to", price.to() == null ? null : price.to().toString())
        .param("at", clock.millis())
        .param("by", actor.name())
        .update();
    history.put(price.from(), price);
    audit.record(
        actor,
        AuditEntry.Kind.PRICE,
        price.name(),
        "set",
        sameDay != null ? words(sameDay) : before == null ? null : words(before),
        words(price));
  }

  private void keepReplaced(Actor actor, String name, String firstDay) {
    database
        .sql(
            """
            INSERT INTO replaced_prices
              (id, name, unit, amount, plu, tax_rate, first_day, last_day, created_at, created_by,
               replaced_at, replaced_by)
            SELECT :id, name, unit, amount, plu, tax_rate, first_day, last_day, created_at, created_by,
               :at, :by
            FROM prices WHERE name = :name AND first_day = :from
            """)
        .param("id", Ids.next())
        .param("at", clock.millis())
        .param("by", actor.name())
        .param("name", name)
        .param("from", firstDay)
        .update();
  }

  /**
   * Sells something until the end of a day and no longer.
   *
   * @throws RefusedException if it has no price on that day, or if no price can end with it
   */
  public void end(Actor actor, String typed, LocalDate last) {
    String name = canonical(typed);
    transaction.executeWithoutResult(
        status -> {
          Price price =
              exactly(name, last)
                  .orElseThrow(
                      () ->
                          new RefusedException(
                              Problem.NOT_FOUND,
                              "'%s' has no price on %s that could end.".formatted(name, last)));
          Price ended = price.until(last);
          keepReplaced(actor, name, price.from().toString());
          database
              .sql("UPDATE prices SET last_day = :last WHERE name = :name AND first_day = :from")
              .param("last", String.valueOf(ended.to()))
              .param("name", name)
              .param("from", price.from().toString())
              .update();
          audit.record(
              actor,
              AuditEntry.Kind.PRICE,
              name,
              "ended",
              words(price),
              "until the end of " + last);
        });
  }

  /**
   * Takes a price back that has not begun, or a row that cannot be read.
   *
   * @param firstDay as the row has it
   * @throws RefusedException if there is none, or if it has begun
   */
  public void takeBack(Actor actor, String typed, String firstDay) {
    transaction.executeWithoutResult(
        status -> {
          String name = canonical(typed);
          Optional<Unreadable> broken =
              unreadable().stream()
                  .filter(
                      row ->
                          row.firstDay().equals(firstDay)
                              && (row.name().equals(typed) || row.name().equals(name)))
                  .findFirst();
          Optional<Price> price =
              history(name).stream()
                  .filter(one -> one.from().toString().equals(firstDay))
                  .findFirst();
          if (broken.isEmpty() && price.isEmpty()) {
            throw new RefusedException(
                Problem.NOT_FOUND,
                "'%s' has no price from %s."
                    .formatted(Quantity.shortened(name), Quantity.shortened(firstDay)));
          }
          if (broken.isEmpty() && !price.get().from().isAfter(today())) {
            throw new RefusedException(
                Problem.CONFLICT,
                "The price of '%s' from %s has begun; end it or set another one."
                    .formatted(name, firstDay));
          }
          String stored = broken.map(Unreadable::name).orElse(name);
          if (broken.isEmpty()) {
            keepReplaced(actor, stored, firstDay);
          }
          database
              .sql("DELETE FROM prices WHERE name = :name AND first_day = :from")
              .param("name", stored)
              .param("from", firstDay)
              .update();
          audit.record(
              actor,
              AuditEntry.Kind.PRICE,
              stored,
              "taken back",
              price.map(this::words).or(() -> broken.map(Unreadable::fault)).orElse(null),
              null);
        });
  }

  // Two kinds behind one code could not be distinguished at the till.
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
  public List<String> unpriced(LocalDate day) {
    List<String> missing = new ArrayList<>();
    for (String label : models.labels().names()) {
      if (find(label, day).isEmpty()) {
        missing.add(label);
      }
    }
    return missing;
  }

  private String words(Price price) {
    return "%s/%s from %s%s%s%s"
        .formatted(
            till.text(price.amount()),
            price.unit().id(),
            price.from(),
            price.to() == null ? "" : " to " + price.to(),
            price.plu() == null ? "" : ", PLU " + price.plu(),
            price.tax() == null ? "" : ", tax " + price.tax().text());
  }

  /** Every row that cannot be read, as other tables list theirs. */
  public static List<UnreadableRow> unreadable(JdbcClient database) {
    return Stored.faults(
        database.sql("SELECT * FROM prices ORDER BY name, first_day").query(ROWS).list());
  }

  private static Optional<Unreadable> fault(ResultSet row, int number) throws SQLException {
    UnreadableRow fault = Objects.requireNonNull(ROWS.mapRow(row, number)).fault();
    return fault == null
        ? Optional.empty()
        : Optional.of(
            new Unreadable(row.getString("name"), row.getString("first_day"), fault.fault()));
  }

  private static Price read(StoredRow row) throws SQLException {
    return new Price(
        row.text("name"),
        row.parsed("unit", Unit.EXPECTED, Unit::of),
        row.whole("amount", Long.MIN_VALUE, Long.MAX_VALUE),
        row.optionalText("plu"),
        TaxRate.stored(row),
        row.day("first_day"),
        row.optionalDay("last_day"));
  }
}
