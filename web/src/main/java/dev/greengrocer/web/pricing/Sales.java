package dev.greengrocer.web.pricing;

import dev.greengrocer.web.history.Cursor;
import dev.greengrocer.web.history.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Everything that was sold. Thread-safe. */
@Repository
class Sales {

  private final JdbcClient database;

  Sales(JdbcClient database) {
    this.database = database;
  }

  /**
   * Who promised that two requests are one sale.
   *
   * @param key the caller and the key that they chose
   * @param requestSha256 the hash of what was asked
   */
  record Promise(String key, String requestSha256) {}

  /**
   * Takes the number of the next receipt; belongs in the transaction of its sale, and makes others
   * wait until that ends.
   */
  long takeNumber() {
    return database
        .sql("UPDATE receipt_numbers SET last_number = last_number + 1 RETURNING last_number")
        .query(Long.class)
        .single();
  }

  /** Writes a sale into the books; belongs in a transaction, for it is several rows. */
  void add(Sale sale, Promise promise) {
    database
        .sql(
            """
            INSERT INTO sales
              (id, number, at, sold_on, actor, customer_name, customer_mobile, currency, payment,
               goods_total, cash_rounding, total, idempotency_key, request_sha256)
            VALUES
              (:id, :number, :at, :day, :actor, :name, :mobile, :currency, :payment,
               :goods, :rounding, :total, :key, :sha256)
            """)
        .param("id", sale.id())
        .param("number", sale.number())
        .param("at", sale.at().toEpochMilli())
        .param("day", sale.day().toString())
        .param("actor", sale.actor())
        .param("name", sale.customer().name())
        .param("mobile", sale.customer().mobile())
        .param("currency", sale.currency())
        .param("payment", sale.payment().id())
        .param("goods", sale.goodsTotal())
        .param("rounding", sale.cashRounding())
        .param("total", sale.total())
        .param("key", promise.key())
        .param("sha256", promise.requestSha256())
        .update();
    int position = 0;
    for (Sale.Line line : sale.lines()) {
      position++;
      Quantity quantity = line.quantity();
      boolean weighed = quantity.unit() == Unit.KG;
      database
          .sql(
              """
              INSERT INTO sale_lines
                (sale_id, position, prediction_id, name, unit, amount, by_hand,
                 grams, tare_grams, pieces, total)
              VALUES
                (:sale, :position, :prediction, :name, :unit, :amount, :byHand,
                 :grams, :tare, :pieces, :total)
              """)
          .param("sale", sale.id())
          .param("position", position)
          .param("prediction", line.predictionId())
          .param("name", line.name())
          .param("unit", quantity.unit().id())
          .param("amount", line.amount())
          .param("byHand", line.byHand())
          .param("grams", weighed ? quantity.grams() : null, Types.BIGINT)
          .param("tare", quantity.tareGrams())
          .param("pieces", weighed ? null : quantity.pieces(), Types.INTEGER)
          .param("total", line.total())
          .update();
    }
  }

  /** A sale that was made for a promise. */
  record Promised(String saleId, String requestSha256) {}

  Optional<Promised> promised(String key) {
    return database
        .sql("SELECT id, request_sha256 FROM sales WHERE idempotency_key = :key")
        .param("key", key)
        .query((row, number) -> new Promised(row.getString("id"), row.getString("request_sha256")))
        .optional();
  }

  Optional<Sale> find(String id) {
    return database
        .sql("SELECT * FROM sales WHERE id = :id")
        .param("id", id)
        .query(Sales::row)
        .optional()
        .map(sale -> withLines(List.of(sale)).get(0));
  }

  /**
   * A page of sales, the latest first.
   *
   * @param cursor {@link Page#next} of the page before, or null for the first
   * @param size most sales on the page, at least 1
   */
  Page<Sale> page(SaleFilter filter, @Nullable String cursor, int size) {
    Map<String, Object> values = new HashMap<>();
    StringBuilder conditions = new StringBuilder("1 = 1");
    if (filter.from() != null) {
      conditions.append(" AND sold_on >= :from");
      values.put("from", filter.from().toString());
    }
    if (filter.to() != null) {
      conditions.append(" AND sold_on <= :to");
      values.put("to", filter.to().toString());
    }
    if (cursor != null) {
      conditions.append(" AND id < :before");
      values.put("before", Cursor.id(cursor));
    }
    // One more than asked for tells whether there is a next page.
    values.put("size", size + 1);
    List<Sale> found =
        database
            .sql("SELECT * FROM sales WHERE " + conditions + " ORDER BY id DESC LIMIT :size")
            .params(values)
            .query(Sales::row)
            .list();
    return found.size() > size
        ? new Page<>(withLines(found.subList(0, size)), Cursor.after(found.get(size - 1).id()))
        : new Page<>(withLines(found), null);
  }

  /**
   * Takes a sale back.
   *
   * @return whether it was there and had not been taken back
   */
  boolean voidSale(String id, Sale.Voided voided) {
    return database
            .sql(
                """
                UPDATE sales SET voided_at = :at, voided_by = :by, void_reason = :reason
                WHERE id = :id AND voided_at IS NULL
                """)
            .param("at", voided.at().toEpochMilli())
            .param("by", voided.by())
            .param("reason", voided.reason())
            .param("id", id)
            .update()
        > 0;
  }

  private record OwnedLine(String saleId, Sale.Line line) {}

  private List<Sale> withLines(List<Sale> sales) {
    if (sales.isEmpty()) {
      return sales;
    }
    Map<String, List<Sale.Line>> lines = new HashMap<>();
    database
        .sql("SELECT * FROM sale_lines WHERE sale_id IN (:ids) ORDER BY sale_id, position")
        .param("ids", sales.stream().map(Sale::id).toList())
        .query(Sales::line)
        .list()
        .forEach(
            owned ->
                lines.computeIfAbsent(owned.saleId(), id -> new ArrayList<>()).add(owned.line()));
    return sales.stream()
        .map(
            sale ->
                new Sale(
                    sale.id(),
                    sale.number(),
                    sale.at(),
                    sale.day(),
                    sale.actor(),
                    sale.customer(),
                    sale.currency(),
                    sale.payment(),
                    lines.getOrDefault(sale.id(), List.of()),
                    sale.goodsTotal(),
                    sale.cashRounding(),
                    sale.total(),
                    sale.voided()))
        .toList();
  }

  private static OwnedLine line(ResultSet row, int number) throws SQLException {
    Quantity quantity =
        Unit.of(row.getString("unit")) == Unit.KG
            ? Quantity.ofGrams(row.getLong("grams"), row.getLong("tare_grams"))
            : Quantity.ofPieces(row.getInt("pieces"));
    return new OwnedLine(
        row.getString("sale_id"),
        new Sale.Line(
            row.getString("prediction_id"),
            row.getString("name"),
            row.getLong("amount"),
            row.getBoolean("by_hand"),
            quantity,
            row.getLong("total")));
  }

  private static Sale row(ResultSet row, int number) throws SQLException {
    long voidedAt = row.getLong("voided_at");
    Sale.Voided voided =
        row.wasNull()
            ? null
            : new Sale.Voided(
                Instant.ofEpochMilli(voidedAt),
                row.getString("voided_by"),
                row.getString("void_reason"));
    return new Sale(
        row.getString("id"),
        row.getLong("number"),
        Instant.ofEpochMilli(row.getLong("at")),
        LocalDate.parse(row.getString("sold_on")),
        row.getString("actor"),
        new Customer(row.getString("customer_name"), row.getString("customer_mobile")),
        row.getString("currency"),
        Payment.of(row.getString("payment")),
        List.of(),
        row.getLong("goods_total"),
        row.getLong("cash_rounding"),
        row.getLong("total"),
        voided);
  }
}
