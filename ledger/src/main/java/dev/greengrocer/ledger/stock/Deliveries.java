package dev.greengrocer.ledger.stock;

import dev.greengrocer.ledger.database.Cursor;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.database.StoredRow;
import dev.greengrocer.ledger.database.UnreadableRow;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deliveries: rows are added and never changed. Thread-safe. */
@Repository
public class Deliveries {

  private static final RowMapper<Stored<Delivery>> ROWS =
      Stored.rows(Deliveries::read, "deliveries", "id");

  private final JdbcClient database;

  Deliveries(JdbcClient database) {
    this.database = database;
  }

  /** Takes the number of the next delivery; belongs in its transaction. */
  long takeNumber() {
    return database
        .sql("UPDATE stock_counter SET last_delivery = last_delivery + 1 RETURNING last_delivery")
        .query(Long.class)
        .single();
  }

  /** Adds a delivery; belongs in a transaction with its movements. */
  void add(Delivery delivery) {
    database
        .sql(
            """
            INSERT INTO deliveries (id, number, at, received_on, actor, supplier, document)
            VALUES (:id, :number, :at, :day, :actor, :supplier, :document)
            """)
        .param("id", delivery.id())
        .param("number", delivery.number())
        .param("at", delivery.at().toEpochMilli())
        .param("day", delivery.day().toString())
        .param("actor", delivery.actor())
        .param("supplier", delivery.papers().supplier(), Types.VARCHAR)
        .param("document", delivery.papers().document(), Types.VARCHAR)
        .update();
  }

  /** A delivery by its number, or empty when there is none. */
  Optional<Delivery> find(long number) {
    return found("number", number);
  }

  /** A delivery by its id, or empty when there is none. */
  Optional<Delivery> find(String id) {
    return found("id", id);
  }

  private Optional<Delivery> found(String column, Object value) {
    return database
        .sql("SELECT * FROM deliveries WHERE %s = :value".formatted(column))
        .param("value", value)
        .query(ROWS)
        .optional()
        .map(delivery -> withCrates(List.of(delivery.orRefuse())).get(0));
  }

  /**
   * A page of deliveries, the latest first.
   *
   * @param cursor {@link Page#next} of the page before, or null for the first
   * @param size most deliveries on the page, at least 1
   */
  public Page<Delivery> page(@Nullable String cursor, int size) {
    Map<String, Object> values = new HashMap<>();
    values.put("size", size + 1);
    if (cursor != null) {
      values.put("before", Cursor.id(cursor));
    }
    Page<Delivery> page =
        Page.of(
            database
                .sql(
                    "SELECT * FROM deliveries %s ORDER BY id DESC LIMIT :size"
                        .formatted(cursor == null ? "" : "WHERE id < :before"))
                .params(values)
                .query(ROWS)
                .list(),
            size);
    return page.with(withCrates(page.items()));
  }

  /** The names of suppliers, the one of the latest delivery first. */
  public List<String> suppliers() {
    return database
        .sql(
            """
            SELECT supplier FROM deliveries WHERE supplier IS NOT NULL
            GROUP BY supplier ORDER BY MAX(number) DESC LIMIT 100
            """)
        .query(String.class)
        .list();
  }

  private List<Delivery> withCrates(List<Delivery> deliveries) {
    if (deliveries.isEmpty()) {
      return deliveries;
    }
    Map<String, List<Stored<StockMovement>>> movements = new HashMap<>();
    database
        .sql(
            """
            SELECT * FROM stock_movements WHERE booking_id IN (:ids)
            ORDER BY booking_id, position, id
            """)
        .param("ids", deliveries.stream().map(Delivery::id).toList())
        .query(
            row -> {
              movements
                  .computeIfAbsent(row.getString("booking_id"), id -> new ArrayList<>())
                  .add(Objects.requireNonNull(StockMovements.ROWS.mapRow(row, row.getRow())));
            });
    return deliveries.stream()
        .map(delivery -> withCrates(delivery, movements.getOrDefault(delivery.id(), List.of())))
        .toList();
  }

  private static Delivery withCrates(Delivery delivery, List<Stored<StockMovement>> stored) {
    List<StockMovement> own = Stored.values(stored);
    return delivery.with(
        own.stream().filter(one -> one.kind() == MovementKind.DELIVERY).toList(),
        Stored.faults(stored),
        own.stream()
            .filter(one -> one.kind() == MovementKind.VOID)
            .findFirst()
            .map(
                one -> new Delivery.Voided(one.booking().at(), one.booking().actor(), one.reason()))
            .orElse(null));
  }

  /** Every row that cannot be read, by id. */
  public static List<UnreadableRow> unreadable(JdbcClient database) {
    return Stored.unreadable(database, "deliveries", ROWS);
  }

  private static Delivery read(StoredRow row) throws SQLException {
    return new Delivery(
        row.text("id"),
        row.whole("number", 1, Long.MAX_VALUE),
        row.moment("at"),
        row.day("received_on"),
        row.text("actor"),
        new Delivery.Papers(row.optionalText("supplier"), row.optionalText("document")),
        List.of(),
        List.of(),
        null);
  }
}
