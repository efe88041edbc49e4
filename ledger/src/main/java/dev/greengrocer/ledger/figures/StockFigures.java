package dev.greengrocer.ledger.figures;

import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What was earned with goods, and what was lost of them, by kind. What goods cost on a day is what
 * the crates of that day have cost whose cost is known, else those of the last day before it that
 * had any, else of the first after it; voided deliveries count for nothing. Thread-safe.
 */
@Repository
public class StockFigures {

  private static final long WHOLE = 10_000; // a rate of tax is in hundredths of a percent

  private final JdbcClient database;
  private final Till till;

  StockFigures(JdbcClient database, Till till) {
    this.database = database;
    this.till = till;
  }

  /** The figures of each kind that came in, was sold or was lost in some days, by name. */
  public List<StockFlow> byKind(Days days) {
    Map<StockFlow.Goods, NavigableMap<LocalDate, Purchase>> purchases = purchases();
    Map<StockFlow.Goods, StockFlow.Sums> sums =
        new TreeMap<>(
            (one, other) ->
                one.name().equals(other.name())
                    ? one.unit().compareTo(other.unit())
                    : one.name().compareTo(other.name()));
    for (Moved moved : moved(days)) {
      Optional<Purchase> cost = cost(purchases, moved.goods(), moved.day());
      sums.computeIfAbsent(moved.goods(), goods -> new StockFlow.Sums())
          .moved(
              moved.delivered(),
              moved.wasted(),
              moved.missing(),
              cost.map(one -> one.of(Math.addExact(moved.wasted(), moved.missing()))));
    }
    for (Sold sold : sold(days)) {
      Optional<Purchase> cost = cost(purchases, sold.goods(), sold.day());
      sums.computeIfAbsent(sold.goods(), goods -> new StockFlow.Sums())
          .sold(sold.amount(), sold.net(), cost.map(one -> one.of(sold.amount())));
    }
    return sums.entrySet().stream().map(one -> one.getValue().of(one.getKey())).toList();
  }

  private static Optional<Purchase> cost(
      Map<StockFlow.Goods, NavigableMap<LocalDate, Purchase>> purchases,
      StockFlow.Goods goods,
      LocalDate day) {
    NavigableMap<LocalDate, Purchase> own = purchases.get(goods);
    if (own == null) {
      return Optional.empty();
    }
    return Optional.of(
        (own.floorEntry(day) == null ? own.firstEntry() : own.floorEntry(day)).getValue());
  }

  /** What came in on a day, and what it cost in minor units. */
  private record Purchase(long amount, long cost) {

    BigDecimal of(long part) {
      return BigDecimal.valueOf(cost)
          .multiply(BigDecimal.valueOf(part))
          .divide(BigDecimal.valueOf(amount), 6, RoundingMode.HALF_UP);
    }
  }

  private Map<StockFlow.Goods, NavigableMap<LocalDate, Purchase>> purchases() {
    Map<StockFlow.Goods, NavigableMap<LocalDate, Purchase>> purchases = new HashMap<>();
    database
        .sql(
            """
            SELECT COALESCE(n.name, m.name) AS name, m.unit, m.moved_on,
              SUM(m.amount) AS amount, SUM(m.cost) AS cost
            FROM readable_stock_movements m LEFT JOIN sale_names n ON n.written = m.name
            WHERE m.kind = 'delivery' AND m.cost IS NOT NULL AND m.currency = :currency
              AND NOT EXISTS (SELECT 1 FROM stock_movements v
                WHERE v.booking_id = m.booking_id AND v.kind = 'void' AND v.position = m.position)
            GROUP BY COALESCE(n.name, m.name), m.unit, m.moved_on
            HAVING SUM(m.amount) > 0
            """)
        .param("currency", till.currency())
        .query(
            row -> {
              Optional<LocalDate> day = SalesFigures.date(row.getString("moved_on"));
              if (day.isPresent()) {
                purchases
                    .computeIfAbsent(goods(row), goods -> new TreeMap<>())
                    .put(day.get(), new Purchase(row.getLong("amount"), row.getLong("cost")));
              }
            });
    return purchases;
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

  private List<Sold> sold(Days days) {
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
        .param("currency", till.currency())
        .query(
            (row, number) -> {
              StockFlow.Goods goods = goods(row);
              long amount = row.getLong("amount");
              BigDecimal net =
                  net(
                      row.getLong("total"),
                      row.getBoolean("tax_included") ? row.getLong("tax_rate") : 0);
              return SalesFigures.date(row.getString("sold_on"))
                  .map(day -> new Sold(goods, day, amount, net));
            })
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static BigDecimal net(long total, long rate) {
    return BigDecimal.valueOf(total)
        .multiply(BigDecimal.valueOf(WHOLE))
        .divide(BigDecimal.valueOf(WHOLE + Math.max(0, rate)), 6, RoundingMode.HALF_UP);
  }

  private static StockFlow.Goods goods(ResultSet row) throws SQLException {
    return new StockFlow.Goods(row.getString("name"), Unit.of(row.getString("unit")));
  }
}
