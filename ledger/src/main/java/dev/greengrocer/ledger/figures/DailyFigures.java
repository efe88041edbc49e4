package dev.greengrocer.ledger.figures;

import dev.greengrocer.Decision;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.database.StoredRow;
import dev.greengrocer.ledger.figures.Tally.ConfidenceCell;
import dev.greengrocer.ledger.figures.Tally.LabelCell;
import dev.greengrocer.ledger.figures.Tally.LatencyCell;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Answers counted by day. What is new since the last look is added up first, each answer once,
 * whoever looks and however many servers share the database; the last few seconds, in which answers
 * may still come out of order, are counted afresh each time. Thread-safe.
 */
@Repository
public class DailyFigures {

  /** Answers older than this are all in the books, since writing one takes no longer. */
  private static final Duration SETTLED = Duration.ofSeconds(30);

  /** How many are added up at a time, so that others wait for the write lock for no longer. */
  private static final int AT_ONCE = 5000;

  private static final Logger log = LoggerFactory.getLogger(DailyFigures.class);

  private final JdbcClient database;
  private final JdbcTemplate batches;
  private final TransactionOperations transactions;
  private final Clock clock;

  DailyFigures(
      JdbcClient database, JdbcTemplate batches, TransactionOperations transactions, Clock clock) {
    this.database = database;
    this.batches = batches;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** The figures of some days, complete to this moment. */
  public Tally read(Days days) {
    try {
      countUp();
    } catch (DataAccessException | TransactionException e) {
      // A busy database or a full disk: what is not counted yet is read row by row below.
      log.warn("Figures are added up later: {}", e.getMessage());
    }
    Tally tally = new Tally();
    readTables(days, tally);
    database
        .sql(COLUMNS + "WHERE id > :last AND at >= :from AND at < :to")
        .param("last", last())
        .param("from", days.from(ZoneId.systemDefault()).toEpochMilli())
        .param("to", days.to(ZoneId.systemDefault()).toEpochMilli())
        .query(
            row -> {
              add(tally, row);
            });
    return tally;
  }

  /**
   * Adds up what is new, a part at a time. It is done now and then without anybody looking, so that
   * whoever looks after a busy day, or after a million answers were restored, need not wait for it.
   */
  void countUp() {
    String settled = Ids.first(Instant.now(clock).minus(SETTLED));
    while (isBehind(settled)
        && Boolean.TRUE.equals(transactions.execute(status -> count(settled)))) {
      // the next part
    }
  }

  /** Asked first, because a transaction keeps others from writing. */
  private boolean isBehind(String settled) {
    return Boolean.TRUE.equals(
        database
            .sql(
                """
                SELECT EXISTS (
                  SELECT 1 FROM predictions
                  WHERE id > (SELECT last_id FROM daily_progress) AND id < :settled)
                """)
            .param("settled", settled)
            .query(Boolean.class)
            .single());
  }

  /** Adds the next part to the tables; false when there is none. */
  private boolean count(String settled) {
    String last = last();
    Tally tally = new Tally();
    List<String> ids =
        database
            .sql(COLUMNS + "WHERE id > :last AND id < :settled ORDER BY id LIMIT :count")
            .param("last", last)
            .param("settled", settled)
            .param("count", AT_ONCE)
            .query(
                (row, number) -> {
                  add(tally, row);
                  return row.getString("id");
                })
            .list();
    if (ids.isEmpty()) {
      return false;
    }
    int moved =
        database
            .sql("UPDATE daily_progress SET last_id = :next WHERE last_id = :last")
            .param("next", ids.get(ids.size() - 1))
            .param("last", last)
            .update();
    if (moved == 1) { // otherwise somebody else has just counted these
      write(tally);
    }
    return true;
  }

  private String last() {
    return database.sql("SELECT last_id FROM daily_progress").query(String.class).single();
  }

  private static final String COLUMNS =
      """
      SELECT id, at, model_sha256, label, decision, probability,
        decode_micros + preprocess_micros + queue_micros + infer_micros AS micros
      FROM predictions
      """;

  /** What the figures need of an answer. */
  private record Counted(
      LocalDate day,
      String model,
      String label,
      String decision,
      double probability,
      double milliseconds) {}

  private static final RowMapper<Stored<Counted>> ANSWERS =
      Stored.rows(DailyFigures::counted, "predictions", "id");

  private static Counted counted(StoredRow row) throws SQLException {
    return new Counted(
        LocalDate.ofInstant(row.moment("at"), ZoneId.systemDefault()),
        row.text("model_sha256"),
        row.text("label"),
        row.parsed(
            "decision",
            "must be accept, shortlist or reject",
            id -> Decision.valueOf(id.toUpperCase(Locale.ROOT)).id()),
        row.share("probability"),
        row.whole("micros", 0, Long.MAX_VALUE) / 1e3);
  }

  /** Counts an answer, if its row can be read. */
  private static void add(Tally tally, ResultSet row) throws SQLException {
    Objects.requireNonNull(ANSWERS.mapRow(row, 0))
        .readable()
        .ifPresent(
            answer ->
                tally.add(
                    (int) answer.day().toEpochDay(),
                    answer.model(),
                    answer.label(),
                    answer.decision(),
                    answer.probability(),
                    answer.milliseconds()));
  }

  private void readTables(Days days, Tally tally) {
    long first = days.first().toEpochDay();
    long last = days.last().toEpochDay();
    database
        .sql(
            """
            SELECT * FROM daily_labels
            WHERE day BETWEEN :first AND :last AND decision IN ('accept', 'shortlist', 'reject')
            """)
        .param("first", first)
        .param("last", last)
        .query(
            row -> {
              tally.add(
                  new LabelCell(
                      row.getInt("day"),
                      row.getString("model_sha256"),
                      row.getString("label"),
                      row.getString("decision")),
                  row.getLong("answers"));
            });
    database
        .sql(
            """
            SELECT * FROM daily_confidence
            WHERE day BETWEEN :first AND :last AND bin BETWEEN 0 AND 9
            """)
        .param("first", first)
        .param("last", last)
        .query(
            row -> {
              tally.add(
                  new ConfidenceCell(
                      row.getInt("day"), row.getString("model_sha256"), row.getInt("bin")),
                  row.getLong("answers"));
            });
    database
        .sql("SELECT * FROM daily_latency WHERE day BETWEEN :first AND :last")
        .param("first", first)
        .param("last", last)
        .query(
            row -> {
              tally.add(
                  new LatencyCell(row.getInt("day"), row.getInt("bin")), row.getLong("answers"));
            });
  }

  private void write(Tally tally) {
    upsert(
        """
        INSERT INTO daily_labels (day, model_sha256, label, decision, answers) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (day, model_sha256, label, decision)
        DO UPDATE SET answers = daily_labels.answers + excluded.answers
        """,
        tally.labelCells().entrySet().stream()
            .map(
                cell ->
                    new Object[] {
                      cell.getKey().day(),
                      cell.getKey().model(),
                      cell.getKey().label(),
                      cell.getKey().decision(),
                      cell.getValue()
                    })
            .toList());
    upsert(
        """
        INSERT INTO daily_confidence (day, model_sha256, bin, answers) VALUES (?, ?, ?, ?)
        ON CONFLICT (day, model_sha256, bin)
        DO UPDATE SET answers = daily_confidence.answers + excluded.answers
        """,
        tally.confidenceCells().entrySet().stream()
            .map(
                cell ->
                    new Object[] {
                      cell.getKey().day(),
                      cell.getKey().model(),
                      cell.getKey().bin(),
                      cell.getValue()
                    })
            .toList());
    upsert(
        """
        INSERT INTO daily_latency (day, bin, answers) VALUES (?, ?, ?)
        ON CONFLICT (day, bin) DO UPDATE SET answers = daily_latency.answers + excluded.answers
        """,
        tally.latencyCells().entrySet().stream()
            .map(cell -> new Object[] {cell.getKey().day(), cell.getKey().bin(), cell.getValue()})
            .toList());
  }

  private void upsert(String sql, List<Object[]> rows) {
    batches.batchUpdate(sql, rows);
  }

  /**
   * What people said of the answers of some days.
   *
   * @return one line a combination that occurs
   */
  public List<Said> said(Days days) {
    return database
        .sql(
            """
            SELECT model_sha256, decision, label, true_label, COUNT(*) AS answers
            FROM predictions
            WHERE feedback IS NOT NULL AND id >= :from AND id < :to
            GROUP BY model_sha256, decision, label, true_label
            """)
        .param("from", Ids.first(days.from(ZoneId.systemDefault())))
        .param("to", Ids.first(days.to(ZoneId.systemDefault())))
        .query(
            (row, number) ->
                new Said(
                    row.getString("model_sha256"),
                    row.getString("decision"),
                    row.getString("label"),
                    row.getString("true_label"),
                    row.getLong("answers")))
        .list();
  }

  /**
   * Answers of which people said the same.
   *
   * @param model the hash of the model's weights
   * @param decision what the model decided
   * @param label its most probable label
   * @param trueLabel what people said, or null when the photo shows none of its labels
   * @param answers how many
   */
  public record Said(
      String model, String decision, String label, @Nullable String trueLabel, long answers) {}
}
