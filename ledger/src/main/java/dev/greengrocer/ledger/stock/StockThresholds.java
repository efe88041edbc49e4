package dev.greengrocer.ledger.stock;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.database.StoredRow;
import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.ledger.price.Unit;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Below how much of each kind something is to be ordered. Thread-safe. */
@Repository
class StockThresholds {

  private static final RowMapper<Stored<Threshold>> ROWS =
      Stored.rows(StockThresholds::read, "stock_thresholds", "name", "unit");

  private final JdbcClient database;

  StockThresholds(JdbcClient database) {
    this.database = database;
  }

  private record Threshold(StockItem.Goods goods, StockAmount least) {}

  /** All of them, by what they are of. */
  Map<StockItem.Goods, StockAmount> all() {
    Map<StockItem.Goods, StockAmount> all = new HashMap<>();
    Stored.values(
            database
                .sql(
                    """
                    SELECT COALESCE(n.name, t.name) AS name, t.unit, t.amount
                    FROM stock_thresholds t LEFT JOIN sale_names n ON n.written = t.name
                    ORDER BY t.changed_at
                    """)
                .query(ROWS)
                .list())
        .forEach(threshold -> all.put(threshold.goods(), threshold.least()));
    return all;
  }

  /** The threshold of one kind, or empty when it has none. */
  Optional<StockAmount> find(String name, Unit unit) {
    return Optional.ofNullable(all().get(new StockItem.Goods(name, unit)));
  }

  /**
   * Sets the threshold of a kind; belongs in the transaction of its audit entry.
   *
   * @throws RefusedException if it is out of bounds
   */
  void set(String name, StockAmount least, Instant at, String by) {
    if (least.amount() < 1 || least.amount() > StockAmount.MOST_COUNTED) {
      throw new RefusedException(
          Problem.UNPROCESSABLE,
          "threshold %s: from %s to %s"
              .formatted(
                  least.text(),
                  new StockAmount(least.unit(), 1).text(),
                  new StockAmount(least.unit(), StockAmount.MOST_COUNTED).text()));
    }
    remove(name, least.unit());
    database
        .sql(
            """
            INSERT INTO stock_thresholds (name, unit, amount, changed_at, changed_by)
            VALUES (:name, :unit, :amount, :at, :by)
            """)
        .param("name", name)
        .param("unit", least.unit().id())
        .param("amount", least.amount())
        .param("at", at.toEpochMilli())
        .param("by", by)
        .update();
  }

  /** Removes the threshold of a kind, also those of its other names. */
  void remove(String name, Unit unit) {
    database
        .sql(
            """
            DELETE FROM stock_thresholds WHERE unit = :unit
              AND (name = :name OR name IN (SELECT written FROM sale_names WHERE name = :name))
            """)
        .param("name", name)
        .param("unit", unit.id())
        .update();
  }

  /** Every row that cannot be read. */
  static List<UnreadableRow> unreadable(JdbcClient database) {
    return Stored.faults(
        database.sql("SELECT * FROM stock_thresholds ORDER BY name, unit").query(ROWS).list());
  }

  private static Threshold read(StoredRow row) throws SQLException {
    Unit unit = row.parsed("unit", Unit.EXPECTED, Unit::of);
    return new Threshold(
        new StockItem.Goods(row.text("name"), unit),
        new StockAmount(unit, row.whole("amount", 1, StockAmount.MOST_COUNTED)));
  }
}
