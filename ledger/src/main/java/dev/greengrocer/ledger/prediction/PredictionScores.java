package dev.greengrocer.ledger.prediction;

import dev.greengrocer.ClassScore;
import dev.greengrocer.ledger.database.ScoreText;
import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.database.StoredRow;
import dev.greengrocer.ledger.database.UnreadableRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The labels of predictions with their probabilities: rows of {@code prediction_scores}, and the
 * texts of earlier versions that could not be made rows of.
 */
final class PredictionScores {

  /** More rows in one statement save no time, and a database takes no more than 32,766 values. */
  private static final int MOST = 1_000;

  private static final RowMapper<Stored<Score>> ROWS =
      Stored.rows(PredictionScores::score, "prediction_scores", "prediction_id", "shown", "rank");

  private static final RowMapper<Stored<Scores>> TEXTS =
      Stored.rows(
          row ->
              new Scores(
                  row.parsed("shortlist", ScoreText.EXPECTED, ScoreText::read),
                  row.parsed("scores", ScoreText.EXPECTED, ScoreText::read)),
          "predictions",
          "prediction_id");

  private PredictionScores() {}

  /**
   * What a prediction says of labels.
   *
   * @param shortlist the names that were shown
   * @param labels the most probable labels of the model
   */
  record Scores(List<ClassScore> shortlist, List<ClassScore> labels) {}

  /** A row. */
  private record Score(String predictionId, boolean shown, int rank, ClassScore score) {}

  private static Score score(StoredRow row) throws SQLException {
    return new Score(
        row.text("prediction_id"),
        row.flag("shown"),
        (int) row.whole("rank", 1, Integer.MAX_VALUE),
        new ClassScore(row.text("label"), row.number("probability")));
  }

  /** Writes the scores of predictions that are there, in the transaction at hand. */
  static void insert(JdbcClient database, List<LoggedPrediction> predictions) {
    List<Object> values = new ArrayList<>();
    for (LoggedPrediction prediction : predictions) {
      add(values, prediction.id(), false, prediction.scores());
      add(values, prediction.id(), true, prediction.shortlist());
    }
    for (int from = 0; from < values.size(); from += MOST * 5) {
      List<Object> some = values.subList(from, Math.min(values.size(), from + MOST * 5));
      database
          .sql(
              "INSERT INTO prediction_scores (prediction_id, shown, rank, label, probability)"
                  + " VALUES "
                  + String.join(", ", Collections.nCopies(some.size() / 5, "(?, ?, ?, ?, ?)")))
          .params(some)
          .update();
    }
  }

  private static void add(
      List<Object> values, String predictionId, boolean shown, List<ClassScore> scores) {
    for (int i = 0; i < scores.size(); i++) {
      Collections.addAll(
          values, predictionId, shown, i + 1, scores.get(i).label(), scores.get(i).probability());
    }
  }

  /**
   * The scores of predictions, by their ids. What is missing in the map has no prediction any more.
   */
  static Map<String, Stored<Scores>> of(JdbcClient database, Collection<String> ids) {
    Map<String, Stored<Scores>> found = new HashMap<>();
    if (ids.isEmpty()) {
      return found;
    }
    Map<String, List<Stored<Score>>> rows = new LinkedHashMap<>();
    database
        .sql(
            """
            SELECT * FROM prediction_scores WHERE prediction_id IN (:ids)
            ORDER BY prediction_id, shown, rank
            """)
        .param("ids", ids)
        .query(ROWS)
        .list()
        .forEach(row -> rows.computeIfAbsent(predictionId(row), id -> new ArrayList<>()).add(row));
    rows.forEach((id, scores) -> found.put(id, together(id, scores)));
    List<String> missing = ids.stream().filter(id -> !found.containsKey(id)).toList();
    if (!missing.isEmpty()) {
      found.putAll(unconverted(database, missing));
    }
    return found;
  }

  private static String predictionId(Stored<Score> row) {
    return row.id().substring(0, row.id().indexOf('/'));
  }

  private static Stored<Scores> together(String id, List<Stored<Score>> rows) {
    List<ClassScore> shortlist = new ArrayList<>();
    List<ClassScore> labels = new ArrayList<>();
    for (Stored<Score> row : rows) {
      Score score = row.value();
      if (score == null) {
        return unreadable(id, row.fault() == null ? "" : row.fault().fault());
      }
      List<ClassScore> list = score.shown() ? shortlist : labels;
      if (score.rank() != list.size() + 1) {
        return unreadable(id, missing(list.size() + 1, score.shown()));
      }
      list.add(score.score());
    }
    return labels.isEmpty()
        ? unreadable(id, missing(1, false))
        : new Stored<>(id, new Scores(shortlist, labels), null);
  }

  private static String missing(int rank, boolean shown) {
    return "prediction_scores %s %d: is missing".formatted(shown ? "shown name" : "label", rank);
  }

  private static Stored<Scores> unreadable(String id, String fault) {
    return new Stored<>(id, null, new UnreadableRow("predictions", id, fault));
  }

  /** Without rows there is a text of an earlier version; otherwise something took the rows away. */
  private static Map<String, Stored<Scores>> unconverted(JdbcClient database, List<String> ids) {
    Map<String, Stored<Scores>> found = new HashMap<>();
    database
        .sql("SELECT id FROM predictions WHERE id IN (:ids)")
        .param("ids", ids)
        .query(String.class)
        .list()
        .forEach(id -> found.put(id, unreadable(id, missing(1, false))));
    database
        .sql("SELECT * FROM unconverted_scores WHERE prediction_id IN (:ids)")
        .param("ids", found.keySet().isEmpty() ? List.of("") : found.keySet())
        .query(TEXTS)
        .list()
        .forEach(text -> found.put(text.id(), text));
    return found;
  }
}
