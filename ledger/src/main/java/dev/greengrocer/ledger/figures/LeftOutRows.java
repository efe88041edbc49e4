package dev.greengrocer.ledger.figures;

import dev.greengrocer.Decision;
import dev.greengrocer.Reason;
import dev.greengrocer.ledger.database.StoredRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts the rows that cannot be read, which figures leave out. It looks at each row of the books:
 * while that is quick, each time; in large books now and then in the background. Thread-safe.
 */
@Repository
public class LeftOutRows {

  /** A page waits for a count that takes no longer. */
  private static final Duration QUICK = Duration.ofMillis(100);

  /** A count may take a hundredth of the time, so it is used for as long as this times its own. */
  private static final int USES = 100;

  // Text in the place of a number is greater than every number in SQLite, so that upper bounds find
  // it. PostgreSQL keeps numbers alone there.
  private static final String PREDICTIONS =
      """
      SELECT COUNT(*) FROM predictions
      WHERE (answered_on IS NOT NULL AND at >= 0 AND at < :end
        AND decision IN (:decisions) AND reason IN (:reasons) AND source IN ('api', 'web', 'inference')
        AND probability BETWEEN 0 AND 1
        AND decode_micros BETWEEN 0 AND :most AND preprocess_micros BETWEEN 0 AND :most
        AND queue_micros BETWEEN 0 AND :most AND infer_micros BETWEEN 0 AND :most
        AND (feedback IS NULL OR feedback IN ('confirmed', 'corrected', 'not-in-list')))
        IS NOT TRUE
      """;
  // The view cannot tell currencies that there are from others.
  private static final String SALES =
      """
      SELECT currency, COUNT(*) AS stored,
        SUM(CASE WHEN id IN (SELECT id FROM readable_sales) THEN 0 ELSE 1 END) AS faulty
      FROM sales GROUP BY currency
      """;
  private static final String SALE_LINES =
      """
      SELECT (SELECT COUNT(*) FROM sale_lines) - (SELECT COUNT(*) FROM readable_sale_lines)
      """;

  private final JdbcClient database;
  private final Clock clock;
  private volatile @Nullable Counted last;

  /** Counts in a database. */
  public LeftOutRows(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Rows of a table that cannot be read.
   *
   * @param table the table
   * @param rows how many, at least 1
   */
  public record LeftOut(String table, long rows) {}

  private record Counted(List<LeftOut> tables, Instant at, Duration took) {}

  /** The tables of which rows cannot be read; empty when all can. */
  public List<LeftOut> read() {
    Counted counted = last;
    if (counted == null || counted.took.compareTo(QUICK) <= 0) {
      counted = count();
    }
    return counted.tables;
  }

  /** Counts anew what pages do not wait for, when the last count is old. */
  void refresh() {
    Counted counted = last;
    Instant now = clock.instant();
    if (counted == null
        || now.isBefore(counted.at) // the clock was set back
        || !now.isBefore(counted.at.plus(counted.took.multipliedBy(USES)))) {
      count();
    }
  }

  private Counted count() {
    Instant start = clock.instant();
    List<LeftOut> tables =
        Stream.of(
                new LeftOut("predictions", predictions()),
                new LeftOut("sales", sales()),
                new LeftOut("sale_lines", saleLines()))
            .filter(table -> table.rows > 0)
            .toList();
    Counted counted = new Counted(tables, start, Duration.between(start, clock.instant()));
    last = counted;
    return counted;
  }

  private long predictions() {
    return database
        .sql(PREDICTIONS)
        .param("end", StoredRow.END_OF_TIME)
        .param("most", StoredRow.MOST_MICROS)
        .param("decisions", Stream.of(Decision.values()).map(Decision::id).toList())
        .param("reasons", Stream.of(Reason.values()).map(Reason::id).toList())
        .query(Long.class)
        .single();
  }

  private long sales() {
    return database.sql(SALES).query((row, number) -> leftOut(row)).list().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private static Long leftOut(ResultSet row) throws SQLException {
    boolean counts = SalesFigures.decimals(row.getString("currency")).isPresent();
    return row.getLong(counts ? "faulty" : "stored");
  }

  private long saleLines() {
    return database.sql(SALE_LINES).query(Long.class).single();
  }
}
