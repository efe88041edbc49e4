package dev.greengrocer.analytics.schema;

import dev.greengrocer.ledger.database.ReadSnapshot;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What goods cost the shop, as the dashboard has it: what the crates of a day have cost whose cost
 * is known, else those of the last day before it that had any, else of the first after it; voided
 * deliveries count for nothing. Immutable.
 */
final class Costs {

  private static final int DECIMALS = 6;

  private final Map<Goods, NavigableMap<LocalDate, Purchase>> purchases;
  private final Map<Sort, NavigableMap<LocalDate, String>> currencies = new HashMap<>();

  private Costs(Map<Goods, NavigableMap<LocalDate, Purchase>> purchases) {
    this.purchases = purchases;
    purchases.forEach(
        (goods, days) -> {
          NavigableMap<LocalDate, String> own =
              currencies.computeIfAbsent(goods.sort(), sort -> new TreeMap<>());
          days.keySet().forEach(day -> own.merge(day, goods.currency(), Costs::firstOf));
        });
  }

  /** Of two currencies on one day, the first by alphabet. */
  private static String firstOf(String one, String other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  /**
   * What is bought and sold.
   *
   * @param name as figures count it
   * @param unit kg or piece
   * @param currency in which it was paid
   */
  record Goods(String name, String unit, String currency) {
    Sort sort() {
      return new Sort(name, unit);
    }
  }

  /**
   * What is bought and sold, whatever it is paid in.
   *
   * @param name as figures count it
   * @param unit kg or piece
   */
  record Sort(String name, String unit) {}

  private record Purchase(Goods goods, LocalDate day, long amount, long cost) {}

  static Costs of(ReadSnapshot books) {
    Map<Goods, NavigableMap<LocalDate, Purchase>> purchases = new HashMap<>();
    books.forEach(
        """
        SELECT COALESCE(n.name, m.name) AS name, m.unit, m.currency, m.moved_on,
          CAST(SUM(m.amount) AS BIGINT) AS amount, CAST(SUM(m.cost) AS BIGINT) AS cost
        FROM readable_stock_movements m LEFT JOIN sale_names n ON n.written = m.name
        WHERE m.kind = 'delivery' AND m.cost IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM stock_movements v
            WHERE v.booking_id = m.booking_id AND v.kind = 'void' AND v.position = m.position)
        GROUP BY COALESCE(n.name, m.name), m.unit, m.currency, m.moved_on
        HAVING SUM(m.amount) > 0
        """,
        List.of(),
        row ->
            new Purchase(
                new Goods(row.text("name"), row.text("unit"), row.text("currency")),
                row.day("moved_on"),
                row.whole("amount"),
                row.whole("cost")),
        purchase ->
            purchases
                .computeIfAbsent(purchase.goods(), goods -> new TreeMap<>())
                .put(purchase.day(), purchase));
    return new Costs(purchases);
  }

  /** In which currency their cost is known; null when it is not. */
  @Nullable String currency(Sort sort, LocalDate day) {
    return nearest(currencies.get(sort), day);
  }

  /**
   * What a part of the goods had cost.
   *
   * @param amount grams or pieces
   * @return minor units; null when the cost of such goods is unknown
   */
  @Nullable Double of(Goods goods, LocalDate day, long amount) {
    Purchase purchase = nearest(purchases.get(goods), day);
    return purchase == null
        ? null
        : BigDecimal.valueOf(purchase.cost())
            .multiply(BigDecimal.valueOf(amount))
            .divide(BigDecimal.valueOf(purchase.amount()), DECIMALS, RoundingMode.HALF_UP)
            .doubleValue();
  }

  /** What is known of a day, else of the last before it, else of the first after it. */
  private static <T> @Nullable T nearest(@Nullable NavigableMap<LocalDate, T> days, LocalDate day) {
    if (days == null) {
      return null;
    }
    Map.Entry<LocalDate, T> last = days.floorEntry(day);
    return (last == null ? days.firstEntry() : last).getValue();
  }
}
