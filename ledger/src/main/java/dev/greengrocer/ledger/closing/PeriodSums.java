package dev.greengrocer.ledger.closing;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.price.TaxRate;
import dev.greengrocer.ledger.sale.Payment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Adds up the receipts of a period that is not closed. Thread-safe. */
@Repository
class PeriodSums {

  /** Whether a sale was taken back and belongs to no closed period. */
  private static final String TAKEN_BACK =
      """
      s.voided_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM closing_voids v WHERE v.sale_id = s.id)
      """;

  private final JdbcClient database;

  PeriodSums(JdbcClient database) {
    this.database = database;
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
}
