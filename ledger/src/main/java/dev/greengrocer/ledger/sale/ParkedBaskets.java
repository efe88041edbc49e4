package dev.greengrocer.ledger.sale;

import dev.greengrocer.files.Sha256;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.database.StoredRow;
import dev.greengrocer.ledger.database.UnreadableRow;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Baskets that wait while other customers are served, for any till to take back. Each is taken
 * once, however many ask at the same time, and asking again gives the same answer. They wait until
 * they are taken. Thread-safe.
 */
@Service
public class ParkedBaskets {

  private static final int ATTEMPTS = 3;

  private static final RowMapper<Stored<ParkedBasket>> ROWS =
      Stored.rows(ParkedBaskets::read, "parked_baskets", "id");

  private final JdbcClient database;
  private final Baskets baskets;
  private final BasketEditing editing;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final Clock clock;

  ParkedBaskets(
      JdbcClient database,
      Baskets baskets,
      BasketEditing editing,
      AuditLog audit,
      TransactionOperations transaction,
      Clock clock) {
    this.database = database;
    this.baskets = baskets;
    this.editing = editing;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * The baskets that wait.
   *
   * @param items by number
   * @param unreadable those whose rows cannot be read
   */
  public record Waiting(List<ParkedBasket> items, List<UnreadableRow> unreadable) {

    public Waiting {
      items = List.copyOf(items);
      unreadable = List.copyOf(unreadable);
    }
  }

  /** The baskets that wait. */
  public Waiting waiting() {
    List<Stored<ParkedBasket>> rows =
        database
            .sql("SELECT * FROM parked_baskets WHERE taken_at IS NULL ORDER BY number")
            .query(ROWS)
            .list();
    return new Waiting(Stored.values(rows), Stored.faults(rows));
  }

  /** Every row that cannot be read. */
  public static List<UnreadableRow> unreadable(JdbcClient database) {
    return Stored.unreadable(database, "parked_baskets", ROWS);
  }

  /**
   * A parked basket; for some days after it was taken, too.
   *
   * @throws RefusedException if there is none
   */
  public ParkedBasket get(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new RefusedException(
                    Problem.NOT_FOUND, "There is no parked basket '%s'.".formatted(id)));
  }

  private Optional<ParkedBasket> find(String id) {
    return database
        .sql("SELECT * FROM parked_baskets WHERE id = :id")
        .param("id", id)
        .query(ROWS)
        .optional()
        .map(Stored::orRefuse);
  }

  /**
   * Puts a basket aside, which is empty afterwards.
   *
   * @param basket of a browser
   * @param id of the parked basket; parking again under it parks nothing
   * @param name what to call it; blank for its number alone
   * @param shown the state of the basket that was shown to the clerk, or empty when unknown
   * @throws RefusedException if the basket is empty or holds something else by now, if the name is
   *     too long, or if {@value ParkedBasket#MOST} baskets wait
   */
  public ParkedBasket park(Actor actor, String basket, String id, String name, String shown) {
    String called = name(name);
    return again(
        () -> {
          Optional<ParkedBasket> before = find(id);
          return before.isPresent() ? before.get() : put(actor, basket, id, called, shown);
        });
  }

  private ParkedBasket put(
      Actor actor, String basket, String id, @Nullable String name, String shown) {
    Baskets.Contents contents = baskets.contents(basket);
    if (!shown.isEmpty() && !shown.equals(contents.state())) {
      throw new RefusedException(
          Problem.CONFLICT,
          "Nothing was parked: the basket has changed or holds what is not saved. Check it and"
              + " press again.");
    }
    Instant now = Instant.ofEpochMilli(clock.millis());
    ParkedBasket parked =
        new ParkedBasket(id, freeNumber(), name, "parked-" + id, now, actor.name(), null);
    database
        .sql(
            """
            INSERT INTO parked_baskets (id, number, name, basket_id, parked_at, parked_by)
            VALUES (:id, :number, :name, :basket, :at, :by)
            """)
        .param("id", id)
        .param("number", parked.number())
        .param("name", name, Types.VARCHAR)
        .param("basket", parked.basket())
        .param("at", now.toEpochMilli())
        .param("by", actor.name())
        .update();
    int lines = baskets.move(basket, parked.basket(), now);
    if (lines == 0) {
      throw new RefusedException(Problem.CONFLICT, "The basket is empty.");
    }
    record(actor, parked, "parked", null, lines(lines));
    return parked;
  }

  /**
   * A basket that was taken back.
   *
   * @param repriced the lines whose price is another since it was parked, in words
   */
  public record TakenBack(ParkedBasket parked, List<String> repriced) {

    public TakenBack {
      repriced = List.copyOf(repriced);
    }
  }

  /**
   * Takes a parked basket back into the empty basket of a browser. Lines at a price of the list get
   * the price of today; one that a clerk has set stays.
   *
   * @throws RefusedException if another caller took it, or if the browser's basket holds something
   */
  public TakenBack takeBack(Actor actor, String id, String basket) {
    String into = Sha256.of(basket);
    return again(
        () -> {
          ParkedBasket parked = get(id);
          ParkedBasket.Taken taken = parked.taken();
          if (taken != null && into.equals(taken.into())) {
            return new TakenBack(parked, List.of());
          }
          if (baskets.size(basket) > 0) {
            throw new RefusedException(
                Problem.CONFLICT,
                "Basket %s still waits: sell or park what is in this basket first."
                    .formatted(parked.title()));
          }
          take(actor, parked, into);
          List<String> repriced = editing.repriced(parked.basket(), line -> true);
          int lines = baskets.move(parked.basket(), basket, clock.instant());
          baskets.removeAll(parked.basket());
          record(actor, parked, "taken back", lines(lines), null);
          return new TakenBack(get(id), repriced);
        });
  }

  /**
   * Takes a parked basket out of the list for good; its lines can be read for some days more.
   *
   * @return the basket; the same again when the same actor asks again
   * @throws RefusedException if another caller took it
   */
  public ParkedBasket takeOut(Actor actor, String id) {
    return again(
        () -> {
          ParkedBasket parked = get(id);
          ParkedBasket.Taken taken = parked.taken();
          if (taken != null && taken.into() == null && taken.by().equals(actor.name())) {
            return parked;
          }
          take(actor, parked, null);
          record(actor, parked, "taken out", lines(baskets.size(parked.basket())), null);
          return get(id);
        });
  }

  private void take(Actor actor, ParkedBasket parked, @Nullable String into) {
    int rows =
        database
            .sql(
                """
                UPDATE parked_baskets SET taken_at = :at, taken_by = :by, taken_into = :into
                WHERE id = :id AND taken_at IS NULL
                """)
            .param("at", clock.millis())
            .param("by", actor.name())
            .param("into", into, Types.VARCHAR)
            .param("id", parked.id())
            .update();
    if (rows == 0) {
      ParkedBasket.Taken taken = get(parked.id()).taken();
      throw new RefusedException(
          Problem.CONFLICT,
          "Basket %s waits no more: %s took it."
              .formatted(parked.title(), taken == null ? "another till" : taken.by()));
    }
  }

  /** The audit log has the number and not the name, which may be a customer's. */
  private void record(
      Actor actor,
      ParkedBasket parked,
      String action,
      @Nullable String before,
      @Nullable String after) {
    audit.record(
        actor, AuditEntry.Kind.BASKET, "parked basket " + parked.number(), action, before, after);
  }

  private static String lines(int count) {
    return count == 1 ? "1 line" : count + " lines";
  }

  private long freeNumber() {
    Set<Long> used =
        new TreeSet<>(
            database
                .sql("SELECT number FROM parked_baskets WHERE taken_at IS NULL")
                .query(Long.class)
                .list());
    return LongStream.rangeClosed(1, ParkedBasket.MOST)
        .filter(number -> !used.contains(number))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    Problem.CONFLICT,
                    "%d baskets are parked: take one back or discard one first."
                        .formatted(ParkedBasket.MOST)));
  }

  private static @Nullable String name(String typed) {
    String name = typed.strip();
    if (name.length() > ParkedBasket.LONGEST_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new RefusedException(
          Problem.UNPROCESSABLE,
          "name of the basket: at most %d characters on one line"
              .formatted(ParkedBasket.LONGEST_NAME));
    }
    return name.isEmpty() ? null : name;
  }

  /**
   * In a transaction; once more when another transaction took the same number or id at the same
   * time.
   */
  private <T> T again(Supplier<T> change) {
    for (int attempt = 1; ; attempt++) {
      try {
        return transaction.execute(status -> change.get());
      } catch (DuplicateKeyException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static ParkedBasket read(StoredRow row) throws SQLException {
    Instant takenAt = row.optionalMoment("taken_at");
    return new ParkedBasket(
        row.text("id"),
        row.whole("number", 1, ParkedBasket.MOST),
        row.optionalText("name"),
        row.text("basket_id"),
        row.moment("parked_at"),
        row.text("parked_by"),
        takenAt == null
            ? null
            : new ParkedBasket.Taken(
                takenAt, row.text("taken_by"), row.optionalText("taken_into")));
  }
}
