package dev.greengrocer.ledger.closing;

import dev.greengrocer.ledger.database.Cursor;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.database.StoredRow;
import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.ledger.price.TaxRate;
import dev.greengrocer.ledger.sale.Payment;
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

/** Every period that was closed: its Z report, as it was written. Thread-safe. */
@Repository
public class Closings {

  private static final RowMapper<Stored<Closing>> CLOSINGS =
      Stored.rows(Closings::closing, "closings", "id");
  private static final RowMapper<Stored<PeriodReport.Sums>> SUMS =
      Stored.rows(Closings::sums, "closing_sums", "closing_id", "clerk", "payment", "currency");
  private static final RowMapper<Stored<PeriodReport.VoidedSale>> VOIDS =
      Stored.rows(Closings::voided, "closing_voids", "sale_id");

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

  /** The last Z report, or empty before the first. */
  Optional<Closing> latest() {
    return database
        .sql("SELECT * FROM closings ORDER BY number DESC LIMIT 1")
        .query(CLOSINGS)
        .optional()
        .map(Stored::orRefuse);
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
