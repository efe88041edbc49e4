package dev.greengrocer.ledger.prediction;

import dev.greengrocer.ClassScore;
import dev.greengrocer.Decision;
import dev.greengrocer.Reason;
import dev.greengrocer.image.ImageFormat;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.database.StoredRow;
import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.ledger.prediction.LoggedPrediction.Photo;
import dev.greengrocer.ledger.prediction.LoggedPrediction.Timings;
import dev.greengrocer.ledger.prediction.PredictionScores.Scores;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Makes predictions of rows of {@code SELECT * FROM predictions} and their scores, which one more
 * query reads for all of them.
 *
 * <pre>{@code
 * List<Stored<LoggedPrediction>> rows =
 *     PredictionRows.list(database, database.sql("SELECT * FROM predictions WHERE …"));
 * }</pre>
 */
public final class PredictionRows {

  private static final RowMapper<Stored<Unscored>> ROWS =
      Stored.rows(PredictionRows::read, "predictions", "id");

  private PredictionRows() {}

  /** A prediction that waits for its scores. */
  @FunctionalInterface
  private interface Unscored {
    LoggedPrediction with(List<ClassScore> shortlist, List<ClassScore> scores);
  }

  /** What a query finds, in its order; without what was erased while it was read. */
  public static List<Stored<LoggedPrediction>> list(JdbcClient database, StatementSpec query) {
    return scored(database, query.query(ROWS).list());
  }

  /** What a query finds that finds at most one. */
  static Optional<Stored<LoggedPrediction>> optional(JdbcClient database, StatementSpec query) {
    return list(database, query).stream().findFirst();
  }

  /**
   * A page of what a query finds.
   *
   * @param query finds one row more than the page has when there is a next page
   * @param size the most rows of the page
   */
  static Page<LoggedPrediction> page(JdbcClient database, StatementSpec query, int size) {
    List<Stored<Unscored>> found = query.query(ROWS).list();
    List<Stored<LoggedPrediction>> shown =
        scored(database, found.subList(0, Math.min(size, found.size())));
    return new Page<>(Stored.values(shown), Page.of(found, size).next(), Stored.faults(shown));
  }

  private static List<Stored<LoggedPrediction>> scored(
      JdbcClient database, List<Stored<Unscored>> rows) {
    Map<String, Stored<Scores>> scores =
        PredictionScores.of(
            database, rows.stream().filter(row -> row.value() != null).map(Stored::id).toList());
    List<Stored<LoggedPrediction>> predictions = new ArrayList<>();
    for (Stored<Unscored> row : rows) {
      Unscored value = row.value();
      Stored<Scores> its = scores.get(row.id());
      if (value == null) {
        predictions.add(new Stored<>(row.id(), null, row.fault()));
      } else if (its != null) {
        predictions.add(scored(row.id(), value, its));
      }
    }
    return predictions;
  }

  private static Stored<LoggedPrediction> scored(
      String id, Unscored prediction, Stored<Scores> scores) {
    Scores value = scores.value();
    if (value == null) {
      return new Stored<>(id, null, scores.fault());
    }
    try {
      return new Stored<>(id, prediction.with(value.shortlist(), value.labels()), null);
    } catch (IllegalArgumentException e) {
      return new Stored<>(
          id, null, new UnreadableRow("predictions", id, String.valueOf(e.getMessage())));
    }
  }

  private static Unscored read(StoredRow row) throws SQLException {
    String id = row.text("id");
    Instant at = row.moment("at");
    String requestId = row.text("request_id");
    Source source = row.parsed("source", "must be api or web", Source::of);
    String actor = row.optionalText("actor");
    String customer = row.optionalText("customer");
    Station station =
        row.optionalText("station") == null
            ? null
            : row.parsed("station", Station.RULE, Station::new);
    String sha256 = row.optionalText("photo_sha256");
    Photo photo =
        sha256 == null
            ? null
            : new Photo(
                sha256, pixels(row, "photo_width"), pixels(row, "photo_height"), format(row));
    Decision decision =
        row.parsed(
            "decision",
            "must be accept, shortlist or reject",
            name -> Decision.valueOf(name.toUpperCase(Locale.ROOT)));
    Reason reason =
        row.parsed(
            "reason",
            "must be a reason that this version knows",
            name -> Reason.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')));
    String model = row.text("model");
    String modelSha256 = row.text("model_sha256");
    Timings timings =
        new Timings(
            row.whole("decode_micros", 0, StoredRow.MOST_MICROS),
            row.whole("preprocess_micros", 0, StoredRow.MOST_MICROS),
            row.whole("queue_micros", 0, StoredRow.MOST_MICROS),
            row.whole("infer_micros", 0, StoredRow.MOST_MICROS));
    Feedback feedback = feedback(row);
    return (shortlist, scores) ->
        new LoggedPrediction(
            id,
            at,
            new LoggedPrediction.Origin(requestId, source, actor, customer, station),
            photo,
            new LoggedPrediction.Outcome(decision, reason, shortlist, scores),
            new LoggedPrediction.Model(model, modelSha256),
            timings,
            feedback);
  }

  private static @Nullable ImageFormat format(StoredRow row) throws SQLException {
    return row.optionalText("photo_type") == null
        ? null
        : row.parsed(
            "photo_type",
            "must be the media type of an image",
            type ->
                ImageFormat.ofMediaType(type)
                    .orElseThrow(() -> new IllegalArgumentException("no image format: " + type)));
  }

  private static int pixels(StoredRow row, String column) throws SQLException {
    Long pixels = row.optionalWhole(column, 0, Integer.MAX_VALUE);
    return pixels == null ? 0 : pixels.intValue();
  }

  private static @Nullable Feedback feedback(StoredRow row) throws SQLException {
    return row.optionalText("feedback") == null
        ? null
        : new Feedback(
            row.parsed(
                "feedback", "must be confirmed, corrected or not-in-list", Feedback.Kind::of),
            row.optionalText("true_label"),
            row.moment("feedback_at"),
            row.optionalText("feedback_by"));
  }
}
