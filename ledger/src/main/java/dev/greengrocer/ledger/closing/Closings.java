package dev.greengrocer.ledger.closing;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.database.Cursor;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.database.StoredRow;
import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.ledger.price.TaxRate;
import dev.greengrocer.ledger.sale.Payment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every period that was closed, and what happened in the one that is not. Thread-safe. */
@Repository
public class Closings {

  private static final RowMapper<Stored<Closing>> CLOSINGS =
      Stored.rows(Closings::closing, "closings", "id");
  private static final RowMapper<Stored<PeriodReport.Sums>> SUMS =
      Stored.rows(Closings::sums, "closing_sums", "closing_id", "clerk", "payment", "currency");
  private static final RowMapper<Stored<PeriodReport.VoidedSale>> VOIDS =
      Stored.rows(Closings::voided, "closing_voids", "sale_id");

  /** Whether a sale was taken back and belongs to no closed period. */
  private static final String TAKEN_BACK =
      """
      s.voided_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM closing_voids v WHERE v.sale_id = s.id)
      """;

  private static final RowMapper<Stored<PeriodReport.Tax>> TAXES =
      Stored.rows(Closings::tax, "closing_taxes", "closing_id", "currency", "tax_rate");

  private final JdbcClient database;

  Closings(JdbcClient database) {
    this.database = database;
  }

  /**
   * Where the period that is not closed begins.
   *
   * @param number of the last Z report, 0 before the first
   * @param lastReceipt the last receipt that belongs to an earlier period
   */
  record Last(long number, long lastReceipt) {}

  /** The end of the last closed period. */
  Last last() {
    return database
        .sql("SELECT last_number, last_receipt FROM closing_counter")
        .query((row, number) -> new Last(row.getLong(1), row.getLong(2)))
        .single();
  }

  /**
   * Takes the number of the next Z report; belongs in its transaction, and makes others wait until
   * that ends.
   */
  Last takeNumber() {
    return database
        .sql(
            """
            UPDATE closing_counter SET last_number = last_number + 1
            RETURNING last_number, last_receipt
            """)
        .query((row, number) -> new Last(row.getLong(1), row.getLong(2)))
        .single();
  }

  /**
   * The last receipt; sales wait until the transaction ends, so that no receipt up to it is still
   * on its way into the books.
   */
  long holdReceipts() {
    return database
        .sql("UPDATE receipt_numbers SET last_number = last_number RETURNING last_number")
        .query(Long.class)
        .single();
  }

  /** The last receipt that is in the books. */
  long lastReceipt() {
    return database.sql("SELECT last_number FROM receipt_numbers").query(Long.class).single();
  }

  /** The last Z report, or empty before the first. */
  Optional<Closing> latest() {
    return database
        .sql("SELECT * FROM closings ORDER BY number DESC LIMIT 1")
        .query(CLOSINGS)
        .optional()
        .map(Stored::orRefuse);
  }

  /**
   * Refuses a report over receipts that cannot all be read: its sums would be wrong, and a Z report
   * is never changed.
   *
   * @throws RefusedException with the numbers of the receipts
   */
  void requireReadable(long firstReceipt, long lastReceipt) {
    List<String> receipts =
        database
            .sql(
                """
                SELECT CAST(s.number AS VARCHAR) FROM sales s
                WHERE (s.number BETWEEN :first AND :last OR %s)
                  AND (NOT EXISTS (SELECT 1 FROM readable_sales r WHERE r.id = s.id)
                    OR (SELECT COUNT(*) FROM sale_lines l WHERE l.sale_id = s.id)
                      <> (SELECT COUNT(*) FROM readable_sale_lines l WHERE l.sale_id = s.id)
                    OR (SELECT COUNT(*) FROM sale_taxes t WHERE t.sale_id = s.id)
                      <> (SELECT COUNT(*) FROM readable_sale_taxes t WHERE t.sale_id = s.id))
                ORDER BY s.number
                """
                    .formatted(TAKEN_BACK))
            .param("first", firstReceipt)
            .param("last", lastReceipt)
            .query(String.class)
            .list();
    if (!receipts.isEmpty()) {
      throw new RefusedException(
          Problem.CONFLICT,
          "Receipt %s cannot be read, so that no report can be right. 'greengrocer db check' names the values that must be set right."
              .formatted(String.join(", ", receipts)));
    }
  }

  /** What was sold in a range of receipts, by clerk, payment and currency. */
  List<PeriodReport.Sums> sold(long firstReceipt, long lastReceipt) {
    return database
        .sql(
            """
            SELECT s.actor AS clerk, s.payment, s.currency, COUNT(*) AS sales,
                   SUM(s.total) AS total, SUM(s.cash_rounding) AS rounding,
                   COALESCE(SUM(o.lines), 0) AS overrides,
                   COALESCE(SUM(o.total), 0) AS overridden,
                   COALESCE(SUM(d.lines), 0) AS discounts,
                   COALESCE(SUM(d.taken_off), 0) AS discounted,
                   COUNT(s.return_of) AS returns,
                   COALESCE(SUM(CASE WHEN s.return_of IS NULL THEN 0 ELSE -s.total END), 0) AS returned
            FROM sales s
            LEFT JOIN (
              SELECT l.sale_id, COUNT(*) AS lines, SUM(l.total) AS total
              FROM sale_lines l JOIN sales b ON b.id = l.sale_id
              WHERE l.by_hand AND b.number BETWEEN :first AND :last
              GROUP BY l.sale_id) o ON o.sale_id = s.id
            LEFT JOIN (
              SELECT l.sale_id, SUM(CASE WHEN b.return_of IS NULL THEN 1 ELSE 0 END) AS lines,
                     SUM(l.discount + l.discount_share) AS taken_off
              FROM sale_lines l JOIN sales b ON b.id = l.sale_id
              WHERE l.discount + l.discount_share <> 0 AND b.number BETWEEN :first AND :last
              GROUP BY l.sale_id) d ON d.sale_id = s.id
            WHERE s.number BETWEEN :first AND :last
            GROUP BY s.actor, s.payment, s.currency
            ORDER BY s.actor, s.payment, s.currency
            """)
        .param("first", firstReceipt)
        .param("last", lastReceipt)
        .query(
            (row, number) ->
                new PeriodReport.Sums(
                    row.getString("clerk"),
                    payment(row),
                    row.getString("currency"),
                    new Takings(
                        row.getLong("sales"),
                        row.getLong("total"),
                        row.getLong("rounding"),
                        tally(row, "overrides", "overridden"),
                        tally(row, "discounts", "discounted"),
                        tally(row, "returns", "returned"))))
        .list();
  }

  private static Takings.Tally tally(ResultSet row, String count, String amount)
      throws SQLException {
    return new Takings.Tally(row.getLong(count), row.getLong(amount));
  }

  private static Payment payment(ResultSet row) throws SQLException {
    return Payment.of(row.getString("payment"));
  }

  /** The tax of a range of receipts, and of what was taken back and belongs to no closed period. */
  List<PeriodReport.Tax> taxes(long firstReceipt, long lastReceipt) {
    return database
        .sql(
            """
            SELECT currency, tax_rate, SUM(net) AS net, SUM(tax) AS tax,
                   SUM(voided_net) AS voided_net, SUM(voided_tax) AS voided_tax
            FROM (
              SELECT s.currency, t.tax_rate, t.net, t.tax, 0 AS voided_net, 0 AS voided_tax
              FROM sale_taxes t JOIN sales s ON s.id = t.sale_id
              WHERE s.number BETWEEN :first AND :last
              UNION ALL
              SELECT s.currency, t.tax_rate, 0, 0, t.net, t.tax
              FROM sale_taxes t JOIN sales s ON s.id = t.sale_id
              WHERE %s) AS taxes
            GROUP BY currency, tax_rate
            ORDER BY currency, tax_rate
            """
                .formatted(TAKEN_BACK))
        .param("first", firstReceipt)
        .param("last", lastReceipt)
        .query(
            (row, number) ->
                new PeriodReport.Tax(
                    new TaxRate(row.getInt("tax_rate")),
                    row.getString("currency"),
                    row.getLong("net"),
                    row.getLong("tax"),
                    row.getLong("voided_net"),
                    row.getLong("voided_tax")))
        .list();
  }

  /** How many sales were taken back and belong to no closed period. */
  long countTakenBack() {
    return database
        .sql("SELECT COUNT(*) FROM sales s WHERE " + TAKEN_BACK)
        .query(Long.class)
        .single();
  }

  /** What was taken back and belongs to no closed period. */
  List<PeriodReport.VoidedSale> takenBack() {
    return database
        .sql(
            """
            SELECT s.id, s.number, s.payment, s.currency, s.total, s.voided_by FROM sales s
            WHERE %s
            ORDER BY s.number
            """
                .formatted(TAKEN_BACK))
        .query(
            (row, number) ->
                new PeriodReport.VoidedSale(
                    row.getString("id"),
                    row.getLong("number"),
                    payment(row),
                    row.getString("currency"),
                    row.getLong("total"),
                    row.getString("voided_by")))
        .list();
  }

  /** Writes a Z report; belongs in the transaction that took its number. */
  void add(ZReport report) {
    Closing closing = report.closing();
    database
        .sql(
            """
            INSERT INTO closings
              (id, number, at, opened_at, actor, currency, first_receipt, last_receipt,
               opening_cash, expected_cash, counted_cash, kept_cash, sales_total, voided_total)
            VALUES
              (:id, :number, :at, :opened, :actor, :currency, :first, :last,
               :opening, :expected, :counted, :kept, :total, :voided)
            """)
        .param("id", closing.id())
        .param("number", closing.number())
        .param("at", closing.at().toEpochMilli())
        .param(
            "opened",
            closing.opened() == null ? null : closing.opened().toEpochMilli(),
            Types.BIGINT)
        .param("actor", closing.actor())
        .param("currency", closing.currency())
        .param("first", closing.sold().firstReceipt())
        .param("last", closing.sold().lastReceipt())
        .param("opening", closing.cash().opening())
        .param("expected", closing.cash().expected())
        .param("counted", closing.cash().counted())
        .param("kept", closing.cash().kept())
        .param("total", closing.sold().total())
        .param("voided", closing.sold().voided())
        .update();
    report.period().sums().forEach(sums -> add(closing.id(), sums));
    report.period().voids().forEach(voided -> add(closing.id(), voided));
    report.period().taxes().forEach(tax -> add(closing.id(), tax));
    database
        .sql("UPDATE closing_counter SET last_receipt = :last")
        .param("last", closing.sold().lastReceipt())
        .update();
  }

  private void add(String closing, PeriodReport.Sums sums) {
    database
        .sql(
            """
            INSERT INTO closing_sums
              (closing_id, clerk, payment, currency, sales, total, rounding, overrides, overridden,
               discounts, discounted, returns, returned)
            VALUES
              (:closing, :clerk, :payment, :currency, :sales, :total, :rounding, :overrides,
               :overridden, :discounts, :discounted, :returns, :returned)
            """)
        .param("closing", closing)
        .param("clerk", sums.clerk())
        .param("payment", sums.payment().id())
        .param("currency", sums.currency())
        .param("sales", sums.takings().sales())
        .param("total", sums.takings().total())
        .param("rounding", sums.takings().rounding())
        .param("overrides", sums.takings().overrides().count())
        .param("overridden", sums.takings().overrides().amount())
        .param("discounts", sums.takings().discounts().count())
        .param("discounted", sums.takings().discounts().amount())
        .param("returns", sums.takings().returns().count())
        .param("returned", sums.takings().returns().amount())
        .update();
  }

  private void add(String closing, PeriodReport.VoidedSale voided) {
    database
        .sql(
            """
            INSERT INTO closing_voids
              (sale_id, closing_id, receipt, payment, currency, total, actor)
            VALUES (:sale, :closing, :receipt, :payment, :currency, :total, :actor)
            """)
        .param("sale", voided.saleId())
        .param("closing", closing)
        .param("receipt", voided.receipt())
        .param("payment", voided.payment().id())
        .param("currency", voided.currency())
        .param("total", voided.total())
        .param("actor", voided.actor())
        .update();
  }

  private void add(String closing, PeriodReport.Tax tax) {
    database
        .sql(
            """
            INSERT INTO closing_taxes
              (closing_id, currency, tax_rate, net, tax, voided_net, voided_tax)
            VALUES (:closing, :currency, :rate, :net, :tax, :voidedNet, :voidedTax)
            """)
        .param("closing", closing)
        .param("currency", tax.currency())
        .param("rate", tax.rate().hundredths())
        .param("net", tax.net())
        .param("tax", tax.tax())
        .param("voidedNet", tax.voidedNet())
        .param("voidedTax", tax.voidedTax())
        .update();
  }

  /** The number of the Z report with an id; empty when there is none. */
  Optional<Long> number(String id) {
    return database
        .sql("SELECT number FROM closings WHERE id = :id")
        .param("id", id)
        .query(Long.class)
        .optional();
  }

  /**
   * A Z report, or empty when there is none.
   *
   * @throws dev.greengrocer.ledger.RefusedException if a row of it cannot be read
   */
  Optional<ZReport> find(long number) {
    return database
        .sql("SELECT * FROM closings WHERE number = :number")
        .param("number", number)
        .query(CLOSINGS)
        .optional()
        .map(Stored::orRefuse)
        .map(closing -> new ZReport(closing, period(closing)));
  }

  private PeriodReport period(Closing closing) {
    return new PeriodReport(
        closing.opened(),
        closing.at(),
        closing.currency(),
        closing.sold().firstReceipt(),
        closing.sold().lastReceipt(),
        closing.cash().opening(),
        rows("closing_sums", "clerk, payment, currency", closing.id(), SUMS),
        rows("closing_voids", "receipt", closing.id(), VOIDS),
        rows("closing_taxes", "currency, tax_rate", closing.id(), TAXES));
  }

  private <T> List<T> rows(String table, String order, String closing, RowMapper<Stored<T>> rows) {
    return database
        .sql("SELECT * FROM %s WHERE closing_id = :closing ORDER BY %s".formatted(table, order))
        .param("closing", closing)
        .query(rows)
        .list()
        .stream()
        .map(Stored::orRefuse)
        .toList();
  }

  /**
   * A page of Z reports, the latest first.
   *
   * @param cursor {@link Page#next} of the page before, or null for the first
   * @param size most of them on the page, at least 1
   */
  public Page<Closing> page(@Nullable String cursor, int size) {
    Map<String, Object> values = new HashMap<>();
    String condition = "";
    if (cursor != null) {
      condition = "WHERE id < :before";
      values.put("before", Cursor.id(cursor));
    }
    // One more than asked for tells whether there is a next page.
    values.put("size", size + 1);
    return Page.of(
        database
            .sql("SELECT * FROM closings %s ORDER BY id DESC LIMIT :size".formatted(condition))
            .params(values)
            .query(CLOSINGS)
            .list(),
        size);
  }

  /** Every row of Z reports that cannot be read. */
  public static List<UnreadableRow> unreadable(JdbcClient database) {
    List<UnreadableRow> faults = new ArrayList<>(Stored.unreadable(database, "closings", CLOSINGS));
    faults.addAll(
        Stored.faults(
            database
                .sql("SELECT * FROM closing_sums ORDER BY closing_id, clerk, payment, currency")
                .query(SUMS)
                .list()));
    faults.addAll(
        Stored.faults(
            database.sql("SELECT * FROM closing_voids ORDER BY receipt").query(VOIDS).list()));
    faults.addAll(
        Stored.faults(
            database
                .sql("SELECT * FROM closing_taxes ORDER BY closing_id, currency, tax_rate")
                .query(TAXES)
                .list()));
    return faults;
  }

  private static Closing closing(StoredRow row) throws SQLException {
    Instant opened = row.optionalMoment("opened_at");
    return new Closing(
        row.text("id"),
        row.whole("number", 1, Long.MAX_VALUE),
        opened,
        row.moment("at"),
        row.text("actor"),
        currency(row),
        new Closing.Sold(
            row.whole("first_receipt", 1, Long.MAX_VALUE),
            row.whole("last_receipt", 0, Long.MAX_VALUE),
            row.whole("sales_total", Long.MIN_VALUE, Long.MAX_VALUE),
            row.whole("voided_total", 0, Long.MAX_VALUE)),
        new Closing.Drawer(
            row.whole("opening_cash", 0, Long.MAX_VALUE),
            row.whole("expected_cash", Long.MIN_VALUE, Long.MAX_VALUE),
            row.whole("counted_cash", 0, Long.MAX_VALUE),
            row.whole("kept_cash", 0, Long.MAX_VALUE)));
  }

  private static PeriodReport.Sums sums(StoredRow row) throws SQLException {
    return new PeriodReport.Sums(
        row.text("clerk"),
        row.parsed("payment", "must be cash or card", Payment::of),
        currency(row),
        new Takings(
            row.whole("sales", 1, Long.MAX_VALUE),
            row.whole("total", Long.MIN_VALUE, Long.MAX_VALUE),
            row.whole("rounding", Long.MIN_VALUE, Long.MAX_VALUE),
            new Takings.Tally(
                row.whole("overrides", 0, Long.MAX_VALUE),
                row.whole("overridden", Long.MIN_VALUE, Long.MAX_VALUE)),
            new Takings.Tally(
                row.whole("discounts", 0, Long.MAX_VALUE),
                row.whole("discounted", Long.MIN_VALUE, Long.MAX_VALUE)),
            new Takings.Tally(
                row.whole("returns", 0, Long.MAX_VALUE),
                row.whole("returned", 0, Long.MAX_VALUE))));
  }

  private static PeriodReport.VoidedSale voided(StoredRow row) throws SQLException {
    return new PeriodReport.VoidedSale(
        row.text("sale_id"),
        row.whole("receipt", 1, Long.MAX_VALUE),
        row.parsed("payment", "must be cash or card", Payment::of),
        currency(row),
        row.whole("total", 0, Long.MAX_VALUE),
        row.text("actor"));
  }

  private static PeriodReport.Tax tax(StoredRow row) throws SQLException {
    return new PeriodReport.Tax(
        new TaxRate((int) row.whole("tax_rate", 0, TaxRate.MOST)),
        currency(row),
        row.whole("net", Long.MIN_VALUE, Long.MAX_VALUE),
        row.whole("tax", Long.MIN_VALUE, Long.MAX_VALUE),
        row.whole("voided_net", 0, Long.MAX_VALUE),
        row.whole("voided_tax", 0, Long.MAX_VALUE));
  }

  private static String currency(StoredRow row) throws SQLException {
    return row.parsed(
        "currency",
        "must be a currency of ISO 4217",
        code -> Currency.getInstance(code).getCurrencyCode());
  }
}
