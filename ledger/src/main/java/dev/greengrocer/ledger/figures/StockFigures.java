package dev.greengrocer.ledger.figures;

import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What was earned with goods, and what was lost of them, by kind, by {@link Revenue} and {@link
 * PurchaseCosts}. Thread-safe.
 */
@Repository
public class StockFigures {

  private final JdbcClient database;
  private final Supplier<String> currency;

  @Autowired
  StockFigures(JdbcClient database, Till till) {
    this(database, till::currency);
  }

  /**
   * Of a database.
   *
   * @param currency the shop's, by ISO 4217; what was paid in others is left out
   */
  public StockFigures(JdbcClient database, Supplier<String> currency) {
    this.database = database;
    this.currency = currency;
  }

  /** The figures of each kind that came in, was sold or was lost in some days, by name. */
  public List<StockFlow> byKind(Days days) {
    String currency = this.currency.get();
    PurchaseCosts costs = PurchaseCosts.of(purchases());
    Map<StockFlow.Goods, StockFlow.Sums> sums =
        new TreeMap<>(
            (one, other) ->
                one.name().equals(other.name())
                    ? one.unit().compareTo(other.unit())
                    : one.name().compareTo(other.name()));
    for (Moved moved : moved(days)) {
      long lost = Math.addExact(moved.wasted(), moved.missing());
      sums.computeIfAbsent(moved.goods(), goods -> new StockFlow.Sums())
          .moved(
              moved.delivered(),
              moved.wasted(),
              moved.missing(),
              costs.of(paidIn(currency, moved.goods()), moved.day(), lost));
    }
    for (Sold sold : sold(days, currency)) {
      sums.computeIfAbsent(sold.goods(), goods -> new StockFlow.Sums())
          .sold(
              sold.amount(),
              sold.net(),
              costs.of(paidIn(currency, sold.goods()), sold.day(), sold.amount()));
    }
    return sums.entrySet().stream().map(one -> one.getValue().of(one.getKey())).toList();
  }

  private static PurchaseCosts.Goods paidIn(String currency, StockFlow.Goods goods) {
    return new PurchaseCosts.Goods(goods.name(), goods.unit().id(), currency);
  }

  private List<PurchaseCosts.Purchase> purchases() {
    return database
        .sql(PurchaseCosts.SQL)
        .query(
            (row, number) -> {
              PurchaseCosts.Goods goods =
                  new PurchaseCosts.Goods(
                      row.getString("name"), row.getString("unit"), row.getString("currency"));
              long amount = row.getLong("amount");
              long cost = row.getLong("cost");
              return SalesFigures.date(row.getString("moved_on"))
                  .map(day -> new PurchaseCosts.Purchase(goods, day, amount, cost));
            })
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** What came in and was lost of a kind on a day; missing is what counts found less. */
  private record Moved(
      StockFlow.Goods goods, LocalDate day, long delivered, long wasted, long missing) {}

  private List<Moved> moved(Days days) {
    return database
        .sql(
            """
            SELECT moved_on, name, unit, delivered, wasted, count_difference FROM stock_by_day
            WHERE moved_on BETWEEN :first AND :last
              AND (delivered <> 0 OR wasted <> 0 OR count_difference <> 0)
            """)
        .param("first", days.first().toString())
        .param("last", days.last().toString())
        .query(
            (row, number) -> {
              StockFlow.Goods goods = goods(row);
              long delivered = row.getLong("delivered");
              long wasted = row.getLong("wasted");
              long missing = -row.getLong("count_difference");
              return SalesFigures.date(row.getString("moved_on"))
                  .map(day -> new Moved(goods, day, delivered, wasted, missing));
            })
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** What was sold of a kind on a day, at one rate of tax; the money is without tax. */
  private record Sold(StockFlow.Goods goods, LocalDate day, long amount, BigDecimal net) {}

  private List<Sold> sold(Days days, String currency) {
    return database
        .sql(
            """
            SELECT s.sold_on, COALESCE(n.name, l.name) AS name, l.unit, s.tax_included, l.tax_rate,
              SUM(l.total) AS total, SUM(COALESCE(l.grams - l.tare_grams, l.pieces)) AS amount
            FROM readable_sales s JOIN readable_sale_lines l ON l.sale_id = s.id
            LEFT JOIN sale_names n ON n.written = l.name
            WHERE s.sold_on BETWEEN :first AND :last AND s.voided_at IS NULL
              AND s.currency = :currency
            GROUP BY s.sold_on, COALESCE(n.name, l.name), l.unit, s.tax_included, l.tax_rate
            """)
        .param("first", days.first().toString())
        .param("last", days.last().toString())
        .param("currency", currency)
        .query(
            (row, number) -> {
              StockFlow.Goods goods = goods(row);
              long amount = row.getLong("amount");
              BigDecimal net =
                  Revenue.withoutTax(
                      row.getLong("total"),
                      row.getBoolean("tax_included"),
                      row.getLong("tax_rate")); // 0 when none was set
              return SalesFigures.date(row.getString("sold_on"))
                  .map(day -> new Sold(goods, day, amount, net));
            })
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static StockFlow.Goods goods(ResultSet row) throws SQLException {
    return new StockFlow.Goods(row.getString("name"), Unit.of(row.getString("unit")));
  }
}
