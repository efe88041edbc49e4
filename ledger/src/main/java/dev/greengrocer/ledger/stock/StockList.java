package dev.greengrocer.ledger.stock;

import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.database.StoredRow;
import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.settings.LiveSettings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What is there, for how many days, and what is to be ordered. A kind is kept in stock once it was
 * delivered, counted or wasted, or has a threshold; a shop that only sells has an empty list.
 * Thread-safe.
 */
@Repository
public class StockList {

  private static final int RATE_DECIMALS = 6;

  /** More than there can be of a kind; the views leave out what goes beyond it. */
  private static final long MOST = 1_000_000_000_000_000L;

  private static final RowMapper<Stored<Level>> LEVELS =
      Stored.rows(
          row -> new Level(goods(row), row.whole("amount", -MOST, MOST)),
          "stock_levels",
          "name",
          "unit");

  private static final RowMapper<Stored<Map.Entry<StockItem.Goods, LocalDate>>> FIRST_DAYS =
      Stored.rows(
          row -> Map.entry(goods(row), row.day("first_day")), "stock_levels", "name", "unit");

  private final JdbcClient database;
  private final StockThresholds thresholds;
  private final Supplier<StockSettings> settings;
  private final ShopCalendar calendar;
  private final Clock clock;

  StockList(
      JdbcClient database,
      StockThresholds thresholds,
      LiveSettings settings,
      ShopCalendar calendar,
      Clock clock) {
    this.database = database;
    this.thresholds = thresholds;
    this.settings = settings.of(StockSettings.class);
    this.calendar = calendar;
    this.clock = clock;
  }

  private record Level(StockItem.Goods goods, long amount) {}

  private static StockItem.Goods goods(StoredRow row) throws SQLException {
    return new StockItem.Goods(row.text("name"), row.parsed("unit", Unit.EXPECTED, Unit::of));
  }

  /** Of how many days before today the sales count. */
  public int coverDays() {
    return settings.get().coverDays();
  }

  /** Everything that is kept in stock, by name. */
  public List<StockItem> items() {
    Map<StockItem.Goods, StockAmount> there =
        new TreeMap<>(
            (one, other) ->
                one.name().equals(other.name())
                    ? one.unit().compareTo(other.unit())
                    : one.name().compareTo(other.name()));
    Map<StockItem.Goods, StockAmount> least = thresholds.all();
    least.keySet().forEach(goods -> there.put(goods, onHand(goods.name(), goods.unit())));
    there.putAll(kept());
    LocalDate today = calendar.day(clock.instant());
    Map<StockItem.Goods, Long> sold = sold(today);
    Map<StockItem.Goods, LocalDate> first = firstDays();
    List<StockItem> items = new ArrayList<>();
    there.forEach(
        (goods, onHand) ->
            items.add(
                new StockItem(
                    goods,
                    onHand,
                    perDay(sold.getOrDefault(goods, 0L), first.get(goods), today),
                    least.get(goods))));
    return List.copyOf(items);
  }

  /** What is there of each kind that was ever delivered, counted or wasted. */
  public Map<StockItem.Goods, StockAmount> kept() {
    Map<StockItem.Goods, StockAmount> kept = new HashMap<>();
    Stored.values(
            database
                .sql("SELECT name, unit, CAST(amount AS BIGINT) AS amount FROM stock_on_hand")
                .query(LEVELS)
                .list())
        .forEach(
            level ->
                kept.put(level.goods(), new StockAmount(level.goods().unit(), level.amount())));
    return kept;
  }

  /** What there is of one kind, whether or not it is kept in stock. */
  public StockAmount onHand(String name, Unit unit) {
    return new StockAmount(
        unit,
        database
            .sql(
                """
                SELECT COALESCE(SUM(l.amount), 0)
                FROM readable_stock_levels l LEFT JOIN sale_names n ON n.written = l.name
                WHERE COALESCE(n.name, l.name) = :name AND l.unit = :unit
                """)
            .param("name", name)
            .param("unit", unit.id())
            .query(Long.class)
            .single());
  }

  private Map<StockItem.Goods, Long> sold(LocalDate today) {
    Map<StockItem.Goods, Long> sold = new HashMap<>();
    Stored.values(
            database
                .sql(
                    """
                    SELECT name, unit, CAST(SUM(sold) AS BIGINT) AS amount FROM stock_by_day
                    WHERE moved_on >= :first AND moved_on < :today
                    GROUP BY name, unit
                    """)
                .param("first", today.minusDays(settings.get().coverDays()).toString())
                .param("today", today.toString())
                .query(LEVELS)
                .list())
        .forEach(level -> sold.put(level.goods(), level.amount()));
    return sold;
  }

  /** The day of the first movement of each kind by its unit, which may have changed since. */
  private Map<StockItem.Goods, LocalDate> firstDays() {
    Map<StockItem.Goods, LocalDate> first = new HashMap<>();
    Stored.values(
            database
                .sql(
                    """
                    SELECT COALESCE(n.name, l.name) AS name, l.unit,
                      (SELECT m.moved_on FROM stock_movements m WHERE m.name = l.name AND m.unit = l.unit
                       ORDER BY m.id LIMIT 1) AS first_day
                    FROM stock_levels l LEFT JOIN sale_names n ON n.written = l.name
                    """)
                .query(FIRST_DAYS)
                .list())
        .forEach(one -> first.merge(one.getKey(), one.getValue(), (a, b) -> a.isBefore(b) ? a : b));
    return first;
  }

  /** Today does not count: it is not over. */
  private @Nullable BigDecimal perDay(long sold, @Nullable LocalDate first, LocalDate today) {
    if (first == null || !first.isBefore(today)) {
      return null;
    }
    long days = Math.min(settings.get().coverDays(), ChronoUnit.DAYS.between(first, today));
    return BigDecimal.valueOf(sold)
        .divide(BigDecimal.valueOf(days), RATE_DECIMALS, RoundingMode.HALF_UP);
  }

  /** Every row of thresholds that cannot be read. */
  public static List<UnreadableRow> unreadable(JdbcClient database) {
    return StockThresholds.unreadable(database);
  }
}
