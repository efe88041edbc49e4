package dev.greengrocer.ledger.prediction;

import dev.greengrocer.Decision;
import dev.greengrocer.image.ImageFormat;
import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.database.Cursor;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.database.SharedCommits;
import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.ledger.idempotency.IdempotencyKeys;
import dev.greengrocer.ledger.idempotency.IdempotentRequest;
import dev.greengrocer.ledger.prediction.LoggedPrediction.Photo;
import dev.greengrocer.ledger.prediction.LoggedPrediction.Timings;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Every answer that was given. What {@link #append} has returned from survives a killed process and
 * a power cut. Thread-safe.
 */
@Repository
public class PredictionLog {

  /** So few answers are looked up one by one; more are soon met on the way through all. */
  private static final int FEW = 2000;

  private final JdbcClient database;
  private final ShopCalendar calendar;
  private final IdempotencyKeys keys;
  private final SharedCommits<Entry> commits;

  /**
   * A log in a database that has its tables.
   *
   * @param transactions of the same database
   * @param calendar tells the shop's day of an answer
   */
  public PredictionLog(
      JdbcClient database, TransactionOperations transactions, ShopCalendar calendar) {
    this.database = database;
    this.calendar = calendar;
    this.keys = new IdempotencyKeys(database);
    this.commits = new SharedCommits<>(transactions, this::insert);
  }

  /**
   * Writes an answer into the books. Answers that come at the same time share a commit.
   *
   * @throws org.springframework.dao.DuplicateKeyException if its id is there already
   */
  public void append(LoggedPrediction prediction) {
    append(prediction, null);
  }

  /**
   * The same, of an answer to a request that may come again.
   *
   * @param request what the answer is to, or null when it has no key
   * @throws org.springframework.dao.DuplicateKeyException if its key is there already
   */
  public void append(LoggedPrediction prediction, @Nullable IdempotentRequest request) {
    commits.write(new Entry(prediction, request));
  }

  /** What is written in one transaction. */
  private record Entry(LoggedPrediction prediction, @Nullable IdempotentRequest request) {}

  private void insert(List<Entry> entries) {
    for (Entry entry : entries) {
      insert(entry.prediction());
      if (entry.request() != null) {
        keys.add(entry.request(), entry.prediction().id(), entry.prediction().at());
      }
    }
    PredictionScores.insert(database, entries.stream().map(Entry::prediction).toList());
  }

  private void insert(LoggedPrediction prediction) {
    Photo photo = prediction.photo();
    Timings timings = prediction.timings();
    database
        .sql(
            """
            INSERT INTO predictions (
              id, at, answered_on, answered_hour, request_id, source, actor, customer, station,
              photo_sha256, photo_width, photo_height, photo_type,
              label, probability, decision, reason, model, model_sha256,
              decode_micros, preprocess_micros, queue_micros, infer_micros)
            VALUES (
              :id, :at, :day, :hour, :requestId, :source, :actor, :customer, :station,
              :photo, :width, :height, :type,
              :label, :probability, :decision, :reason, :model, :modelSha256,
              :decode, :preprocess, :queue, :infer)
            """)
        .param("id", prediction.id())
        .param("at", prediction.at().toEpochMilli())
        .param("day", calendar.day(prediction.at()).toString())
        .param("hour", calendar.hour(prediction.at()))
        .param("requestId", prediction.requestId())
        .param("source", prediction.source().id())
        .param("actor", prediction.actor())
        .param("customer", prediction.customer())
        .param(
            "station",
            prediction.station() == null ? null : prediction.station().name(),
            java.sql.Types.VARCHAR)
        .param("photo", photo == null ? null : photo.sha256())
        .param("width", photo == null ? null : photo.width(), java.sql.Types.INTEGER)
        .param("height", photo == null ? null : photo.height(), java.sql.Types.INTEGER)
        .param("type", photo == null ? null : mediaType(photo.format()), java.sql.Types.VARCHAR)
        .param("label", prediction.best().label())
        .param("probability", prediction.best().probability())
        .param("decision", prediction.decision().id())
        .param("reason", prediction.reason().id())
        .param("model", prediction.model())
        .param("modelSha256", prediction.modelSha256())
        .param("decode", timings.decode())
        .param("preprocess", timings.preprocess())
        .param("queue", timings.queue())
        .param("infer", timings.infer())
        .update();
  }

  private static @Nullable String mediaType(@Nullable ImageFormat format) {
    return format == null ? null : format.mediaType();
  }

  /**
   * The answer of an id, or empty when there is none.
   *
   * @throws dev.greengrocer.ledger.RefusedException if its row cannot be read
   */
  public Optional<LoggedPrediction> find(String id) {
    return stored(id).map(Stored::orRefuse);
  }

  /** The answer of an id, or empty when there is none or its row cannot be read. */
  public Optional<LoggedPrediction> findReadable(String id) {
    return stored(id).flatMap(Stored::readable);
  }

  private Optional<Stored<LoggedPrediction>> stored(String id) {
    return PredictionRows.optional(
        database, database.sql("SELECT * FROM predictions WHERE id = :id").param("id", id));
  }

  /** Every row that cannot be read, by id. */
  public static List<UnreadableRow> unreadable(JdbcClient database) {
    return Stored.unreadable(
        database, "predictions", query -> PredictionRows.list(database, query));
  }

  /**
   * A page of answers, the latest first. It takes as long for the millionth page as for the first.
   *
   * @param cursor {@link Page#next} of the page before, or null for the first
   * @param size most answers on the page, at least 1
   */
  public Page<LoggedPrediction> page(PredictionFilter filter, @Nullable String cursor, int size) {
    Map<String, Object> values = new HashMap<>();
    String conditions = conditions(filter, values) + probability(filter, values);
    if (cursor != null) {
      conditions += " AND id < :before";
      values.put("before", Cursor.id(cursor));
    }
    // One more than asked for tells whether there is a next page.
    values.put("size", size + 1);
    return PredictionRows.page(
        database,
        database
            .sql("SELECT * FROM predictions WHERE " + conditions + " ORDER BY id DESC LIMIT :size")
            .params(values),
        size);
  }

  /**
   * Every model that has answered, by the hash of its weights. It hops from one to the next in the
   * index, so it takes as long for a million answers as for a hundred.
   */
  public Map<String, String> models() {
    Map<String, String> models = new LinkedHashMap<>();
    database
        .sql(
            """
            WITH RECURSIVE seen (sha256) AS (
              SELECT MIN(model_sha256) FROM predictions
              UNION ALL
              SELECT (SELECT MIN(model_sha256) FROM predictions WHERE model_sha256 > seen.sha256)
              FROM seen WHERE seen.sha256 IS NOT NULL)
            SELECT sha256, (SELECT MAX(p.model) FROM predictions p WHERE p.id = (
              SELECT MAX(id) FROM predictions WHERE model_sha256 = sha256)) AS name
            FROM seen WHERE sha256 IS NOT NULL
            """)
        .query(
            row -> {
              models.put(row.getString("sha256"), row.getString("name"));
            });
    return models;
  }

  /**
   * Every station that photos have come from, by alphabet. It hops from one to the next in the
   * index, as {@link #models} does.
   */
  public List<String> stations() {
    return database
        .sql(
            """
            WITH RECURSIVE seen (station) AS (
              SELECT MIN(station) FROM predictions WHERE station IS NOT NULL
              UNION ALL
              SELECT (SELECT MIN(station) FROM predictions WHERE station > seen.station)
              FROM seen WHERE seen.station IS NOT NULL)
            SELECT station FROM seen WHERE station IS NOT NULL
            """)
        .query(String.class)
        .list();
  }

  private static String conditions(PredictionFilter filter, Map<String, Object> values) {
    StringBuilder conditions = new StringBuilder("1 = 1");
    narrow(conditions, values, "label = :label", filter.label());
    narrow(conditions, values, "true_label = :trueLabel", filter.said().trueLabel());
    narrow(conditions, values, "decision = :decision", id(filter.decision()));
    narrow(
        conditions,
        values,
        "feedback = :feedback",
        filter.said().feedback() == null ? null : filter.said().feedback().id());
    narrow(
        conditions,
        values,
        "source = :source",
        filter.sent().source() == null ? null : filter.sent().source().id());
    narrow(conditions, values, "station = :station", filter.sent().station());
    narrow(conditions, values, "model_sha256 = :model", filter.modelSha256());
    narrow(conditions, values, "customer = :customer", filter.sent().customer());
    // The order of ids is the order of time: a span of time is a span of the key that is paged by.
    narrow(
        conditions,
        values,
        "id >= :from",
        filter.time().from() == null ? null : Ids.first(filter.time().from()));
    narrow(
        conditions,
        values,
        "id < :to",
        filter.time().to() == null ? null : Ids.first(filter.time().to()));
    if (!filter.labels().isEmpty()) {
      narrow(conditions, values, "label IN (:labels)", filter.labels());
    }
    if (filter.said().reviewed() != null) {
      conditions.append(
          filter.said().reviewed() ? " AND feedback IS NOT NULL" : " AND feedback IS NULL");
    }
    return conditions.toString();
  }

  /**
   * A range of probability that few answers lie in is looked up in its index. One that many lie in
   * must not be: they would all be sorted for one page, whose rows the way by id meets soon. The
   * plus keeps the database off the index.
   */
  private String probability(PredictionFilter filter, Map<String, Object> values) {
    if (filter.probability().least() == null && filter.probability().greatest() == null) {
      return "";
    }
    double least = filter.probability().least() == null ? 0 : filter.probability().least();
    double most = filter.probability().greatest() == null ? 1 : filter.probability().greatest();
    values.put("least", least);
    values.put("most", most);
    int found =
        database
            .sql(
                """
                SELECT COUNT(*) FROM (
                  SELECT 1 FROM predictions WHERE probability >= :least AND probability <= :most
                  LIMIT :few) AS few
                """)
            .param("least", least)
            .param("most", most)
            .param("few", FEW)
            .query(Integer.class)
            .single();
    return found < FEW
        ? " AND id IN (SELECT id FROM predictions WHERE probability >= :least AND probability <="
            + " :most)"
        : " AND +probability >= :least AND +probability <= :most";
  }

  private static void narrow(
      StringBuilder conditions,
      Map<String, Object> values,
      String condition,
      @Nullable Object value) {
    if (value != null) {
      conditions.append(" AND ").append(condition);
      values.put(condition.substring(condition.indexOf(':') + 1).replace(")", ""), value);
    }
  }

  private static @Nullable String id(@Nullable Decision decision) {
    return decision == null ? null : decision.id();
  }
}
