package dev.greengrocer.ledger.backup;

import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.closing.Closings;
import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.ledger.experiment.Experiments;
import dev.greengrocer.ledger.idempotency.IdempotencyKeys;
import dev.greengrocer.ledger.label.LabelDifferences;
import dev.greengrocer.ledger.label.LabelLog;
import dev.greengrocer.ledger.photo.PhotoStore;
import dev.greengrocer.ledger.prediction.PredictionLog;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.sale.Baskets;
import dev.greengrocer.ledger.sale.ParkedBaskets;
import dev.greengrocer.ledger.sale.Sales;
import dev.greengrocer.ledger.settings.LiveSettings;
import dev.greengrocer.ledger.settings.ShopLogo;
import dev.greengrocer.ledger.stock.Deliveries;
import dev.greengrocer.ledger.stock.StockList;
import dev.greengrocer.ledger.stock.StockMovements;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Checks a database: its own structure, whether every row can be read, every total against what it
 * is the sum of, every current label against what people have said, and every photo that it refers
 * to.
 */
public final class LedgerCheck {

  /**
   * What must never be found.
   *
   * @param words what is wrong, with a place for which one
   * @param sql finds those for which it is
   */
  record Rule(String words, String sql) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "receipt %s: its goods do not add up to their total",
              """
              SELECT CAST(s.number AS VARCHAR) FROM sales s
              LEFT JOIN sale_lines l ON l.sale_id = s.id
              GROUP BY s.id, s.number, s.goods_total
              HAVING s.goods_total <> COALESCE(SUM(l.total), 0) ORDER BY s.number
              """),
          new Rule(
              "receipt %s: holds no goods",
              """
              SELECT CAST(s.number AS VARCHAR) FROM sales s
              WHERE NOT EXISTS (SELECT 1 FROM sale_lines l WHERE l.sale_id = s.id)
              ORDER BY s.number
              """),
          new Rule(
              "receipt %s: lines are missing between the first and the last",
              """
              SELECT CAST(s.number AS VARCHAR) FROM sales s
              JOIN sale_lines l ON l.sale_id = s.id
              GROUP BY s.id, s.number
              HAVING MIN(l.position) <> 1 OR MAX(l.position) <> COUNT(*) ORDER BY s.number
              """),
          new Rule(
              "receipt %s: its sums by rate of tax are not what its lines cost",
              """
              SELECT CAST(s.number AS VARCHAR) FROM sales s
              WHERE (SELECT COALESCE(SUM(t.net + t.tax), 0) FROM sale_taxes t WHERE t.sale_id = s.id)
                <> s.tax_added + (SELECT COALESCE(SUM(l.total), 0) FROM sale_lines l
                   WHERE l.sale_id = s.id AND l.tax_rate IS NOT NULL)
              ORDER BY s.number
              """),
          new Rule(
              "receipt %s: less cash was given than was paid",
              """
              SELECT CAST(number AS VARCHAR) FROM sales
              WHERE cash_given < total ORDER BY number
              """),
          new Rule(
              "receipt %s: goods and rounding do not add up to what was paid",
              """
              SELECT CAST(number AS VARCHAR) FROM sales
              WHERE total <> goods_total + tax_added + cash_rounding ORDER BY number
              """),
          new Rule(
              "receipt %s: price times quantity, less what was taken off, is not the total of the"
                  + " line",
              """
              SELECT s.number || ', line ' || l.position FROM sales s
              JOIN sale_lines l ON l.sale_id = s.id
              WHERE (l.grams IS NULL AND l.pieces IS NULL)
                 OR (l.pieces IS NOT NULL AND l.total + l.discount + l.discount_share <> l.amount * l.pieces)
                 OR (l.grams IS NOT NULL
                     AND ABS(1000 * (l.total + l.discount + l.discount_share)
                           - l.amount * (l.grams - l.tare_grams)) >= 1000)
              ORDER BY s.number, l.position
              """),
          new Rule(
              "receipt %s: something was taken off without a reason",
              """
              SELECT CAST(s.number AS VARCHAR) FROM sales s
              WHERE s.return_of IS NULL AND EXISTS (
                SELECT 1 FROM sale_lines l WHERE l.sale_id = s.id
                  AND ((l.discount <> 0 AND l.discount_reason IS NULL)
                    OR (l.discount_share <> 0 AND s.discount_reason IS NULL)))
              ORDER BY s.number
              """),
          new Rule(
              "receipt %s: more was returned than was sold",
              """
              SELECT s.number || ', line ' || l.position
              FROM sales s
              JOIN sale_lines l ON l.sale_id = s.id
              JOIN sales b ON b.return_of = s.id
              JOIN sale_lines r ON r.sale_id = b.id AND r.returned_line = l.position
              GROUP BY s.number, l.position, l.grams, l.tare_grams, l.pieces, l.total
              HAVING COALESCE(SUM(r.grams), 0) < -COALESCE(l.grams - l.tare_grams, 0)
                  OR COALESCE(SUM(r.pieces), 0) < -COALESCE(l.pieces, 0)
                  OR SUM(r.total) < -l.total
              ORDER BY s.number, l.position
              """),
          new Rule(
              "receipt %s: gives back what its sale does not hold",
              """
              SELECT CAST(b.number AS VARCHAR) FROM sales b
              WHERE (b.return_of IS NOT NULL AND NOT EXISTS (
                  SELECT 1 FROM sales s WHERE s.id = b.return_of AND s.number = b.return_receipt
                    AND s.return_of IS NULL AND s.voided_at IS NULL))
                OR EXISTS (
                  SELECT 1 FROM sale_lines r WHERE r.sale_id = b.id
                    AND (r.returned_line IS NULL) <> (b.return_of IS NULL))
                OR EXISTS (
                  SELECT 1 FROM sale_lines r WHERE r.sale_id = b.id AND r.returned_line IS NOT NULL
                    AND NOT EXISTS (SELECT 1 FROM sale_lines l
                      WHERE l.sale_id = b.return_of AND l.position = r.returned_line))
              ORDER BY b.number
              """),
          new Rule(
              "receipt %s: the next number is missing",
              """
              SELECT CAST(s.number AS VARCHAR) FROM sales s
              WHERE s.number < (SELECT MAX(number) FROM sales)
                AND NOT EXISTS (SELECT 1 FROM sales n WHERE n.number = s.number + 1)
              ORDER BY s.number
              """),
          new Rule(
              "receipts: the counter is at %s, which is not the number of the last receipt",
              """
              SELECT CAST(last_number AS VARCHAR) FROM receipt_numbers
              WHERE last_number <> (SELECT COALESCE(MAX(number), 0) FROM sales)
              """),
          new Rule(
              "Z report %s: the next number is missing",
              """
              SELECT CAST(c.number AS VARCHAR) FROM closings c
              WHERE c.number < (SELECT last_number FROM closing_counter)
                AND NOT EXISTS (SELECT 1 FROM closings n WHERE n.number = c.number + 1)
              ORDER BY c.number
              """),
          new Rule(
              "Z report %s: its receipts do not begin where the report before ends",
              """
              SELECT CAST(c.number AS VARCHAR) FROM closings c
              JOIN closings b ON b.number = c.number - 1
              WHERE c.first_receipt <> b.last_receipt + 1 ORDER BY c.number
              """),
          new Rule(
              "Z report %s: its sums are not those of its receipts",
              """
              SELECT CAST(c.number AS VARCHAR) FROM closings c
              WHERE EXISTS (
                  SELECT s.actor, s.payment, s.currency, COUNT(*), SUM(s.total) FROM sales s
                  WHERE s.number BETWEEN c.first_receipt AND c.last_receipt
                  GROUP BY s.actor, s.payment, s.currency
                  EXCEPT
                  SELECT t.clerk, t.payment, t.currency, t.sales, t.total FROM closing_sums t
                  WHERE t.closing_id = c.id)
                OR (SELECT COALESCE(SUM(t.sales), 0) FROM closing_sums t WHERE t.closing_id = c.id)
                  <> c.last_receipt - c.first_receipt + 1
              ORDER BY c.number
              """),
          new Rule(
              "Z report %s: what was returned is not what its receipts say",
              """
              SELECT CAST(c.number AS VARCHAR) FROM closings c
              WHERE (SELECT COALESCE(SUM(t.returned), 0) FROM closing_sums t
                     WHERE t.closing_id = c.id)
                <> (SELECT COALESCE(-SUM(s.total), 0) FROM sales s
                    WHERE s.return_of IS NOT NULL
                      AND s.number BETWEEN c.first_receipt AND c.last_receipt)
              ORDER BY c.number
              """),
          new Rule(
              "Z report %s: what was taken off is not what its receipts say",
              """
              SELECT CAST(c.number AS VARCHAR) FROM closings c
              WHERE (SELECT COALESCE(SUM(t.discounted), 0) FROM closing_sums t
                     WHERE t.closing_id = c.id)
                <> (SELECT COALESCE(SUM(l.discount + l.discount_share), 0)
                    FROM sale_lines l JOIN sales s ON s.id = l.sale_id
                    WHERE s.number BETWEEN c.first_receipt AND c.last_receipt)
              ORDER BY c.number
              """),
          new Rule(
              "Z report %s: its totals are not those of its sums and voids",
              """
              SELECT CAST(c.number AS VARCHAR) FROM closings c
              WHERE c.sales_total <> (
                  SELECT COALESCE(SUM(t.total), 0) FROM closing_sums t
                  WHERE t.closing_id = c.id AND t.currency = c.currency)
                OR c.voided_total <> (
                  SELECT COALESCE(SUM(v.total), 0) FROM closing_voids v
                  WHERE v.closing_id = c.id AND v.currency = c.currency)
              ORDER BY c.number
              """),
          new Rule(
              "Z report %s: its tax is not that of its receipts",
              """
              SELECT CAST(c.number AS VARCHAR) FROM closings c
              WHERE EXISTS (
                  SELECT s.currency, t.tax_rate, SUM(t.net), SUM(t.tax)
                  FROM sale_taxes t JOIN sales s ON s.id = t.sale_id
                  WHERE s.number BETWEEN c.first_receipt AND c.last_receipt
                  GROUP BY s.currency, t.tax_rate
                  EXCEPT
                  SELECT x.currency, x.tax_rate, x.net, x.tax FROM closing_taxes x
                  WHERE x.closing_id = c.id)
                OR EXISTS (
                  SELECT s.currency, t.tax_rate, SUM(t.net), SUM(t.tax)
                  FROM sale_taxes t
                  JOIN sales s ON s.id = t.sale_id
                  JOIN closing_voids v ON v.sale_id = s.id
                  WHERE v.closing_id = c.id
                  GROUP BY s.currency, t.tax_rate
                  EXCEPT
                  SELECT x.currency, x.tax_rate, x.voided_net, x.voided_tax FROM closing_taxes x
                  WHERE x.closing_id = c.id)
              ORDER BY c.number
              """),
          new Rule(
              "Z report %s is the last that was counted, but not the last in the books",
              """
              SELECT CAST(last_number AS VARCHAR) FROM closing_counter
              WHERE last_number <> (SELECT COALESCE(MAX(number), 0) FROM closings)
                OR last_receipt < (SELECT COALESCE(MAX(last_receipt), 0) FROM closings)
              """),
          new Rule(
              "Z report %s: its cash does not add up to what was expected",
              """
              SELECT CAST(c.number AS VARCHAR) FROM closings c
              WHERE c.expected_cash <> c.opening_cash
                 + (SELECT COALESCE(SUM(t.total), 0) FROM closing_sums t
                    WHERE t.closing_id = c.id AND t.payment = 'cash' AND t.currency = c.currency)
                 - (SELECT COALESCE(SUM(v.total), 0) FROM closing_voids v
                    WHERE v.closing_id = c.id AND v.payment = 'cash' AND v.currency = c.currency)
              ORDER BY c.number
              """),
          new Rule(
              "idempotency key for %s: what came of its request is not in the books",
              """
              SELECT i.scope || ' ' || i.result_id FROM idempotency i
              WHERE NOT CASE i.scope
                WHEN 'prediction' THEN EXISTS (SELECT 1 FROM predictions p WHERE p.id = i.result_id)
                WHEN 'sale' THEN EXISTS (SELECT 1 FROM sales s WHERE s.id = i.result_id)
                WHEN 'return' THEN EXISTS (SELECT 1 FROM sales s WHERE s.id = i.result_id)
                WHEN 'basket' THEN EXISTS (SELECT 1 FROM sales s WHERE s.id = i.result_id)
                WHEN 'delivery' THEN EXISTS (SELECT 1 FROM deliveries d WHERE d.id = i.result_id)
                WHEN 'waste' THEN EXISTS (SELECT 1 FROM stock_movements m WHERE m.booking_id = i.result_id)
                WHEN 'count' THEN EXISTS (SELECT 1 FROM stock_movements m WHERE m.booking_id = i.result_id)
                ELSE EXISTS (SELECT 1 FROM closings c WHERE c.id = i.result_id) END
              ORDER BY i.scope, i.result_id
              """),
          new Rule(
              "parked basket %s: it waits and holds no goods",
              """
              SELECT CAST(p.number AS VARCHAR) FROM parked_baskets p
              WHERE p.taken_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM basket_lines l WHERE l.basket_id = p.basket_id)
              ORDER BY p.number
              """),
          new Rule(
              "basket %s: its goods are parked, but no parked basket names it",
              """
              SELECT b.id FROM baskets b
              WHERE b.id LIKE 'parked-%'
                AND NOT EXISTS (SELECT 1 FROM parked_baskets p WHERE p.basket_id = b.id)
                AND EXISTS (SELECT 1 FROM basket_lines l WHERE l.basket_id = b.id)
              ORDER BY b.id
              """),
          new Rule(
              "price of %s: its last day lies before its first",
              """
              SELECT name || ' from ' || first_day FROM prices
              WHERE last_day < first_day ORDER BY name, first_day
              """));

  private static final String HOW =
      "; it counts for nothing until the value is set right, as a backup or the paper has it";

  private final JdbcClient database;
  private final PhotoCheck photos;
  private final boolean sqlite;
  private final Function<JdbcClient, List<UnreadableRow>> accounts;

  /**
   * @param photos where the photos are that the database refers to
   * @param accounts finds the rows of users and API keys that cannot be read
   */
  public LedgerCheck(
      JdbcClient database,
      PhotoStore photos,
      boolean sqlite,
      Function<JdbcClient, List<UnreadableRow>> accounts) {
    this.database = database;
    this.accounts = accounts;
    this.photos = new PhotoCheck(database, photos);
    this.sqlite = sqlite;
  }

  /** How many answers there are. */
  public long answers() {
    return database.sql("SELECT COUNT(*) FROM predictions").query(Long.class).single();
  }

  /** How many sales there are. */
  public long sales() {
    return database.sql("SELECT COUNT(*) FROM sales").query(Long.class).single();
  }

  /** How many photos {@link #faults} has looked at. */
  public long photos() {
    return photos.photos();
  }

  /** Everything that is wrong, in words. */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (sqlite) {
      database.sql("PRAGMA integrity_check").query(String.class).list().stream()
          .filter(line -> !line.equals("ok"))
          .forEach(line -> faults.add("database: " + line));
      database
          .sql("PRAGMA foreign_key_check")
          .query((row, number) -> "database: a row of " + row.getString(1) + " leads nowhere")
          .list()
          .forEach(faults::add);
    }
    faults.addAll(sums());
    unreadable().stream().map(row -> row.words() + HOW).forEach(faults::add);
    LabelDifferences.find(database).forEach(faults::add);
    photos.faults().forEach(fault -> faults.add(fault.words()));
    return faults;
  }

  /** Every row that the program cannot read. */
  private List<UnreadableRow> unreadable() {
    List<UnreadableRow> rows = new ArrayList<>(PredictionLog.unreadable(database));
    rows.addAll(LabelLog.unreadable(database));
    rows.addAll(Sales.unreadable(database));
    rows.addAll(IdempotencyKeys.unreadable(database));
    rows.addAll(Closings.unreadable(database));
    rows.addAll(Baskets.unreadable(database));
    rows.addAll(ParkedBaskets.unreadable(database));
    rows.addAll(PriceList.unreadable(database));
    rows.addAll(StockMovements.unreadable(database));
    rows.addAll(Deliveries.unreadable(database));
    rows.addAll(StockList.unreadable(database));
    rows.addAll(AuditLog.unreadable(database));
    rows.addAll(LiveSettings.unreadable(database));
    rows.addAll(ShopLogo.unreadable(database));
    rows.addAll(Experiments.unreadable(database));
    rows.addAll(accounts.apply(database));
    return rows;
  }

  private List<String> sums() {
    List<String> faults = new ArrayList<>();
    Stream.concat(RULES.stream(), StockRules.ALL.stream())
        .forEach(rule -> faults.addAll(broken(rule)));
    return faults;
  }

  private List<String> broken(Rule rule) {
    try {
      return database.sql(rule.sql).query(String.class).list().stream()
          .map(which -> rule.words.formatted(which))
          .toList();
    } catch (UncategorizedSQLException | DataIntegrityViolationException e) {
      // A sum of numbers that are too large; each of their rows is named as one that cannot be
      // read.
      return List.of(
          "cannot be checked (%s): %s"
              .formatted(
                  Objects.requireNonNullElse(e.getMostSpecificCause().getMessage(), "no reason"),
                  rule.words.formatted("…")));
    }
  }
}
