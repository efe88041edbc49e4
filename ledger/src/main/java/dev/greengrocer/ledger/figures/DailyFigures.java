package dev.greengrocer.ledger.figures;

import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.figures.AnswerCounts.ConfidenceCell;
import dev.greengrocer.ledger.figures.AnswerCounts.LabelCell;
import dev.greengrocer.ledger.figures.AnswerCounts.LatencyCell;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Answers counted by day. What is new since the last look is added up first, each answer once,
 * whichever user asks and however many servers share the database; the last few seconds, in which
 * answers may still come out of order, are counted afresh each time. Thread-safe.
 */
@Repository
public class DailyFigures {

  /** Answers older than this are all in the books, since writing one takes no longer. */
  private static final Duration SETTLED = Duration.ofSeconds(30);

  /** How many are added up at a time, so that others wait for the write lock for no longer. */
  private static final int AT_ONCE = 5000;

  private static final Logger log = LoggerFactory.getLogger(DailyFigures.class);

  private final JdbcClient database;
  private final TransactionOperations transactions;
  private final Clock clock;

  /**
   * The figures of a database that has its tables.
   *
   * @param transactions of the same database
   */
  public DailyFigures(JdbcClient database, TransactionOperations transactions, Clock clock) {
    this.database = database;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** The figures of some days, complete to this moment. */
  public AnswerCounts read(Days days) {
    try {
      countUp();
    } catch (DataAccessException | TransactionException e) {
      // A busy database or a full disk: the views read what is not counted yet row by row.
      log.warn("Figures are added up later: {}", e.getMessage());
    }
    AnswerCounts tally = new AnswerCounts();
    view(
        "SELECT answered_on, model_sha256, label, decision, answers FROM answers_by_day",
        days,
        row ->
            tally.add(
                new LabelCell(
                    day(row),
                    row.getString("model_sha256"),
                    row.getString("label"),
                    row.getString("decision")),
                row.getLong("answers")));
    view(
        "SELECT answered_on, model_sha256, bin, answers FROM confidence_by_day",
        days,
        row ->
            tally.add(
                new ConfidenceCell(day(row), row.getString("model_sha256"), row.getInt("bin")),
                row.getLong("answers")));
    view(
        "SELECT answered_on, model_sha256, milliseconds, answers FROM latency_by_day",
        days,
        row ->
            tally.add(
                new LatencyCell(
                    day(row), row.getString("model_sha256"), row.getDouble("milliseconds")),
                row.getLong("answers")));
    return tally;
  }

  private void view(String select, Days days, RowCallbackHandler reader) {
    database
        .sql(select + " WHERE answered_on BETWEEN :first AND :last")
        .param("first", days.first().toString())
        .param("last", days.last().toString())
        .query(reader);
  }

  private static LocalDate day(ResultSet row) throws SQLException {
    return LocalDate.parse(row.getString("answered_on"));
  }

  /**
   * Adds up what is new, a part at a time. It is done now and then without anybody looking, so that
   * a reader after a busy day, or after a million answers were restored, need not wait for it.
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
    String last = database.sql("SELECT last_id FROM daily_progress").query(String.class).single();
    String next =
        database
            .sql(
                """
                SELECT COALESCE(MAX(id), '') FROM (
                  SELECT id FROM predictions WHERE id > :last AND id < :settled
                  ORDER BY id LIMIT :count) AS part
                """)
            .param("last", last)
            .param("settled", settled)
            .param("count", AT_ONCE)
            .query(String.class)
            .single();
    if (next.isEmpty()) {
      return false;
    }
    int moved =
        database
            .sql("UPDATE daily_progress SET last_id = :next WHERE last_id = :last")
            .param("next", next)
            .param("last", last)
            .update();
    if (moved == 1) { // otherwise another server has just counted these
      COUNTS.forEach(count -> database.sql(count).param("last", last).param("next", next).update());
    }
    return true;
  }

  private static final List<String> COUNTS =
      List.of(
          """
          INSERT INTO daily_labels (day, model_sha256, label, decision, answers)
          SELECT answered_on, model_sha256, label, decision, COUNT(*) FROM answers
          WHERE id > :last AND id <= :next
          GROUP BY answered_on, model_sha256, label, decision
          ON CONFLICT (day, model_sha256, label, decision)
          DO UPDATE SET answers = daily_labels.answers + excluded.answers
          """,
          """
          INSERT INTO daily_confidence (day, model_sha256, bin, answers)
          SELECT answered_on, model_sha256, confidence_bin, COUNT(*) FROM answers
          WHERE id > :last AND id <= :next
          GROUP BY answered_on, model_sha256, confidence_bin
          ON CONFLICT (day, model_sha256, bin)
          DO UPDATE SET answers = daily_confidence.answers + excluded.answers
          """,
          """
          INSERT INTO daily_latency (day, model_sha256, bin, answers)
          SELECT answered_on, model_sha256, latency_bin, COUNT(*) FROM answers
          WHERE id > :last AND id <= :next
          GROUP BY answered_on, model_sha256, latency_bin
          ON CONFLICT (day, model_sha256, bin)
          DO UPDATE SET answers = daily_latency.answers + excluded.answers
          """,
          """
          INSERT INTO daily_stations (day, station, decision, answers)
          SELECT answered_on, station, decision, COUNT(*) FROM answers
          WHERE id > :last AND id <= :next AND station IS NOT NULL
          GROUP BY answered_on, station, decision
          ON CONFLICT (day, station, decision)
          DO UPDATE SET answers = daily_stations.answers + excluded.answers
          """);

  /** The answers to photos of each station on some days, by alphabet; complete after a read. */
  public List<StationCount> stations(Days days) {
    return database
        .sql(
            """
            SELECT station, CAST(SUM(answers) AS BIGINT) AS answers,
              CAST(SUM(CASE decision WHEN 'accept' THEN answers ELSE 0 END) AS BIGINT) AS accepted
            FROM stations_by_day WHERE answered_on BETWEEN :first AND :last
            GROUP BY station ORDER BY station
            """)
        .param("first", days.first().toString())
        .param("last", days.last().toString())
        .query(
            (row, number) ->
                new StationCount(
                    row.getString("station"), row.getLong("answers"), row.getLong("accepted")))
        .list();
  }

  /**
   * The answers to photos of a station.
   *
   * @param station its name
   * @param answers how many
   * @param accepted how many of them named one kind
   */
  public record StationCount(String station, long answers, long accepted) {}

  /**
   * What people said of the answers of some days.
   *
   * @return one line for each combination that occurs
   */
  public List<Said> said(Days days) {
    return database
        .sql(
            """
            SELECT model_sha256, decision, answered, label, is_right, answers FROM labels_by_day
            WHERE answered_on BETWEEN :first AND :last
            """)
        .param("first", days.first().toString())
        .param("last", days.last().toString())
        .query(
            (row, number) ->
                new Said(
                    row.getString("model_sha256"),
                    row.getString("decision"),
                    row.getString("answered"),
                    row.getString("label"),
                    row.getInt("is_right") == 1,
                    row.getLong("answers")))
        .list();
  }

  /**
   * Answers of which people said the same on the same day.
   *
   * @param model the hash of the model's weights
   * @param decision what the model decided
   * @param label its most probable label
   * @param trueLabel what people said, or null when the photo shows none of its labels
   * @param right whether both are the same kind: capsicum for a bell pepper is right
   * @param answers how many
   */
  public record Said(
      String model,
      String decision,
      String label,
      @Nullable String trueLabel,
      boolean right,
      long answers) {}
}
