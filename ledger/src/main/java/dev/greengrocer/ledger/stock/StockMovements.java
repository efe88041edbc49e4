package dev.greengrocer.ledger.stock;

import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.database.Cursor;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.database.StoredRow;
import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.ledger.price.Unit;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every movement of stock: rows are added and never changed. Thread-safe. */
@Repository
public class StockMovements {

  /** The most positions of one booking. */
  static final int MOST_POSITIONS = 500;

  /** What makes a kind one that is kept in stock. */
  private static final Set<MovementKind> KEEPING =
      Set.of(MovementKind.DELIVERY, MovementKind.WASTE, MovementKind.COUNT);

  static final RowMapper<Stored<StockMovement>> ROWS =
      Stored.rows(StockMovements::read, "stock_movements", "id");

  private final JdbcClient database;
  private final ShopCalendar calendar;

  StockMovements(JdbcClient database, ShopCalendar calendar) {
    this.database = database;
    this.calendar = calendar;
  }

  /**
   * Makes all who sell, take in, waste or count wait until the transaction ends. Sales take the
   * number of their receipt from the same row, so a count sees all of those before it and none
   * after.
   */
  void hold() {
    database.sql("UPDATE receipt_numbers SET last_number = last_number").update();
  }

  /** The place of a booking that is made now. */
  StockMovement.Booking booking(String id, Instant at, String actor) {
    return new StockMovement.Booking(id, 1, at, calendar.day(at), actor);
  }

  /**
   * Adds the movement of a line of a sale or of a return; belongs in its transaction.
   *
   * @param amount below 0 what was sold, above 0 what was given back
   */
  public void sold(StockMovement.Booking line, String name, StockAmount amount) {
    add(
        new StockMovement(
            Ids.next(),
            line,
            amount.belowZero() ? MovementKind.SALE : MovementKind.RETURN,
            name,
            amount,
            null,
            null,
            null));
  }

  /**
   * Gives back what a sale that is voided has taken; belongs in the transaction of that. A sale of
   * before there was a stock took nothing.
   */
  public void voided(String saleId, Instant at, String actor) {
    of(saleId).stream()
        .filter(movement -> movement.kind() == MovementKind.SALE)
        .forEach(
            movement ->
                add(
                    new StockMovement(
                        Ids.next(),
                        booking(saleId, at, actor).at(movement.booking().position()),
                        MovementKind.VOID,
                        movement.name(),
                        movement.amount().negated(),
                        null,
                        null,
                        null)));
  }

  /** Adds a movement; belongs in the transaction of its booking. */
  void add(StockMovement movement) {
    StockMovement.Booking booking = movement.booking();
    StockMovement.Crate crate = movement.crate();
    StockAmount counted = movement.counted();
    database
        .sql(
            """
            INSERT INTO stock_movements
              (id, booking_id, position, kind, at, moved_on, actor, name, unit, amount, counted,
               reason, lot, cost, currency, prediction_id)
            VALUES
              (:id, :booking, :position, :kind, :at, :day, :actor, :name, :unit, :amount, :counted,
               :reason, :lot, :cost, :currency, :prediction)
            """)
        .param("id", movement.id())
        .param("booking", booking.id())
        .param("position", booking.position())
        .param("kind", movement.kind().id())
        .param("at", booking.at().toEpochMilli())
        .param("day", booking.day().toString())
        .param("actor", booking.actor())
        .param("name", movement.name())
        .param("unit", movement.amount().unit().id())
        .param("amount", movement.amount().amount())
        .param("counted", counted == null ? null : counted.amount(), Types.BIGINT)
        .param("reason", movement.reason(), Types.VARCHAR)
        .param("lot", crate == null ? null : crate.lot(), Types.VARCHAR)
        .param("cost", crate == null ? null : crate.cost(), Types.BIGINT)
        .param("currency", crate == null ? null : crate.currency(), Types.VARCHAR)
        .param("prediction", crate == null ? null : crate.predictionId(), Types.VARCHAR)
        .update();
    addToLevel(movement);
  }

  /** What is there of each kind is added up as it moves: a till asks for it at every line. */
  private void addToLevel(StockMovement movement) {
    database
        .sql(
            """
            INSERT INTO stock_levels (name, unit, amount, kept) VALUES (:name, :unit, :amount, :kept)
            ON CONFLICT (name, unit) DO UPDATE
            SET amount = stock_levels.amount + excluded.amount,
                kept = CASE WHEN excluded.kept = 1 THEN 1 ELSE stock_levels.kept END
            """)
        .param("name", movement.name())
        .param("unit", movement.amount().unit().id())
        .param("amount", movement.amount().amount())
        .param("kept", KEEPING.contains(movement.kind()) ? 1 : 0)
        .update();
  }

  /**
   * The movements of a booking, in their order.
   *
   * @throws dev.greengrocer.ledger.RefusedException if one of them cannot be read
   */
  public List<StockMovement> of(String bookingId) {
    return database
        .sql("SELECT * FROM stock_movements WHERE booking_id = :id ORDER BY position, id")
        .param("id", bookingId)
        .query(ROWS)
        .list()
        .stream()
        .map(Stored::orRefuse)
        .toList();
  }

  /**
   * A page of movements, the latest first.
   *
   * @param cursor {@link Page#next} of the page before, or null for the first
   * @param size most movements on the page, at least 1
   */
  public Page<StockMovement> page(MovementFilter filter, @Nullable String cursor, int size) {
    Map<String, Object> values = new HashMap<>();
    StringBuilder conditions = new StringBuilder("1 = 1");
    if (filter.name() != null) {
      conditions.append(
          " AND (name = :name OR name IN (SELECT written FROM sale_names WHERE name = :name))");
      values.put("name", filter.name());
    }
    if (filter.kind() != null) {
      conditions.append(" AND kind = :kind");
      values.put("kind", filter.kind().id());
    }
    if (filter.from() != null) {
      conditions.append(" AND moved_on >= :from");
      values.put("from", filter.from().toString());
    }
    if (filter.to() != null) {
      conditions.append(" AND moved_on <= :to");
      values.put("to", filter.to().toString());
    }
    if (cursor != null) {
      conditions.append(" AND id < :before");
      values.put("before", Cursor.id(cursor));
    }
    // One more than asked for tells whether there is a next page.
    values.put("size", size + 1);
    return Page.of(
        database
            .sql(
                "SELECT * FROM stock_movements WHERE "
                    + conditions
                    + " ORDER BY id DESC LIMIT :size")
            .params(values)
            .query(ROWS)
            .list(),
        size);
  }

  /** Every row that cannot be read, by id. */
  public static List<UnreadableRow> unreadable(JdbcClient database) {
    return Stored.unreadable(database, "stock_movements", ROWS);
  }

  private static StockMovement read(StoredRow row) throws SQLException {
    Unit unit = row.parsed("unit", Unit.EXPECTED, Unit::of);
    MovementKind kind = row.parsed("kind", MovementKind.EXPECTED, MovementKind::of);
    long amount = row.whole("amount", -StockAmount.MOST, StockAmount.MOST);
    Long counted = row.optionalWhole("counted", 0, StockAmount.MOST_COUNTED);
    boolean ofDelivery = kind == MovementKind.DELIVERY || (kind == MovementKind.VOID && amount < 0);
    return new StockMovement(
        row.text("id"),
        new StockMovement.Booking(
            row.text("booking_id"),
            (int) row.whole("position", 1, MOST_POSITIONS),
            row.moment("at"),
            row.day("moved_on"),
            row.text("actor")),
        kind,
        row.text("name"),
        new StockAmount(unit, amount),
        counted == null ? null : new StockAmount(unit, counted),
        row.optionalText("reason"),
        ofDelivery
            ? new StockMovement.Crate(
                row.optionalText("lot"),
                row.optionalWhole("cost", -StockAmount.MOST, StockAmount.MOST),
                row.optionalText("currency"),
                row.optionalText("prediction_id"))
            : null);
  }
}
