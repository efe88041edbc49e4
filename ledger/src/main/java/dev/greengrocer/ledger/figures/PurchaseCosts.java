package dev.greengrocer.ledger.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What goods cost the shop, the one definition for pages, the API and exports: what the crates of a
 * day have cost whose cost is known, else those of the last day before it that had any, else of the
 * first after it; voided deliveries count for nothing. Immutable.
 *
 * <pre>{@code
 * PurchaseCosts costs = PurchaseCosts.of(purchases); // what SQL finds
 * Optional<BigDecimal> cost = costs.of(new PurchaseCosts.Goods("tomato", "kg", "EUR"), day, 500);
 * }</pre>
 */
public final class PurchaseCosts {

  /**
   * Finds what was bought on each day: {@code name} as figures count it, {@code unit}, {@code
   * currency}, {@code moved_on}, {@code amount} in grams or pieces, {@code cost} in minor units.
   */
  public static final String SQL =
      """
      SELECT COALESCE(n.name, m.name) AS name, m.unit, m.currency, m.moved_on,
        CAST(SUM(m.amount) AS BIGINT) AS amount, CAST(SUM(m.cost) AS BIGINT) AS cost
      FROM readable_stock_movements m LEFT JOIN sale_names n ON n.written = m.name
      WHERE m.kind = 'delivery' AND m.cost IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM stock_movements v
          WHERE v.booking_id = m.booking_id AND v.kind = 'void' AND v.position = m.position)
      GROUP BY COALESCE(n.name, m.name), m.unit, m.currency, m.moved_on
      HAVING SUM(m.amount) > 0
      """;

  private final Map<Goods, NavigableMap<LocalDate, Purchase>> purchases = new HashMap<>();
  private final Map<Kind, NavigableMap<LocalDate, String>> currencies = new HashMap<>();

  private PurchaseCosts(Collection<Purchase> bought) {
    for (Purchase purchase : bought) {
      Goods goods = purchase.goods();
      purchases.computeIfAbsent(goods, any -> new TreeMap<>()).put(purchase.day(), purchase);
      currencies
          .computeIfAbsent(new Kind(goods.name(), goods.unit()), any -> new TreeMap<>())
          .merge(purchase.day(), goods.currency(), PurchaseCosts::firstOf);
    }
  }

  /** Of what {@link #SQL} finds. */
  public static PurchaseCosts of(Collection<Purchase> purchases) {
    return new PurchaseCosts(purchases);
  }

  /**
   * What is bought and sold.
   *
   * @param name as figures count it
   * @param unit kg or piece
   * @param currency in which it was paid, by ISO 4217
   */
  public record Goods(String name, String unit, String currency) {}

  /**
   * What was bought on a day.
   *
   * @param amount grams or pieces, more than 0
   * @param cost of all of it, in minor units
   */
  public record Purchase(Goods goods, LocalDate day, long amount, long cost) {}

  private record Kind(String name, String unit) {}

  /**
   * What a part of the goods had cost.
   *
   * @param amount grams or pieces, negative for what came back
   * @return minor units with six decimals; empty when the cost of such goods is unknown
   */
  public Optional<BigDecimal> of(Goods goods, LocalDate day, long amount) {
    return nearest(purchases.get(goods), day)
        .map(
            purchase ->
                BigDecimal.valueOf(purchase.cost())
                    .multiply(BigDecimal.valueOf(amount))
                    .divide(
                        BigDecimal.valueOf(purchase.amount()),
                        Revenue.DECIMALS,
                        RoundingMode.HALF_UP));
  }

  /**
   * In which currency the cost of goods is known; empty when it is not.
   *
   * @param unit kg or piece
   */
  public Optional<String> currency(String name, String unit, LocalDate day) {
    return nearest(currencies.get(new Kind(name, unit)), day);
  }

  /** Of two currencies on one day, the first by alphabet. */
  private static String firstOf(String one, String other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  /** What is known of a day, else of the last before it, else of the first after it. */
  private static <T> Optional<T> nearest(@Nullable NavigableMap<LocalDate, T> days, LocalDate day) {
    if (days == null) {
      return Optional.empty();
    }
    Map.Entry<LocalDate, T> last = days.floorEntry(day);
    return Optional.of((last == null ? days.firstEntry() : last).getValue());
  }
}
