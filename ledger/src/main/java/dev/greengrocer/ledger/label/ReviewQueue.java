package dev.greengrocer.ledger.label;

import dev.greengrocer.image.ImageFormat;
import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.PredictionRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What waits for a reviewer, and who is looking at what. Every query reads a few rows from the top
 * of an index, however many answers there are. Thread-safe; what belongs together runs in a
 * transaction of the caller's.
 */
@Repository
public class ReviewQueue {

  /** What is looked at from each end of the queue before the most valuable one is chosen. */
  private static final int CANDIDATES = 24;

  /** A photo that was reviewed needs no second look, however often it was answered. */
  private static final String NEW_PHOTO =
      """
      review IS NULL AND photo_sha256 IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM predictions same
        WHERE same.photo_sha256 = predictions.photo_sha256 AND same.review IS NOT NULL)
      """;

  /** What waits and is neither claimed by another reviewer nor laid aside by this reviewer. */
  private static final String WAITING =
      NEW_PHOTO
          + """
          AND NOT EXISTS (SELECT 1 FROM predictions same
            JOIN review_claims c ON c.prediction_id = same.id
            WHERE same.photo_sha256 = predictions.photo_sha256
              AND c.reviewer <> :reviewer AND c.until > :now)
          AND NOT EXISTS (SELECT 1 FROM predictions same
            JOIN review_skips s ON s.prediction_id = same.id
            WHERE same.photo_sha256 = predictions.photo_sha256
              AND s.reviewer = :reviewer AND s.until > :now)
          """;

  private final JdbcClient database;

  ReviewQueue(JdbcClient database) {
    this.database = database;
  }

  /**
   * Answers that may be worth a look: the least sure of each decision, what people corrected, and
   * the latest of each of some labels.
   */
  public List<LoggedPrediction> candidates(
      String reviewer, Instant now, Collection<String> rareLabels) {
    Map<String, LoggedPrediction> found = new LinkedHashMap<>();
    List<LoggedPrediction> all = new ArrayList<>();
    for (String decision : List.of("reject", "shortlist", "accept")) {
      all.addAll(top(reviewer, now, "decision = :value", decision, "probability", CANDIDATES));
    }
    for (String feedback : List.of("corrected", "not-in-list")) {
      all.addAll(top(reviewer, now, "feedback = :value", feedback, "id DESC", CANDIDATES));
    }
    for (String label : rareLabels) {
      all.addAll(top(reviewer, now, "label = :value", label, "id DESC", 2));
    }
    all.forEach(answer -> found.putIfAbsent(answer.id(), answer));
    return List.copyOf(found.values());
  }

  private List<LoggedPrediction> top(
      String reviewer, Instant now, String condition, String value, String order, int count) {
    return Stored.values(
        PredictionRows.list(
            database,
            database
                .sql(
                    "SELECT * FROM predictions WHERE %s AND %s ORDER BY %s LIMIT :count"
                        .formatted(condition, WAITING, order))
                .param("reviewer", reviewer)
                .param("now", now.toEpochMilli())
                .param("value", value)
                .param("count", count)));
  }

  /** How many photos wait, counted up to a most of answers. */
  public int waiting(int most) {
    return database
        .sql(
            """
            SELECT COUNT(DISTINCT photo_sha256) FROM (SELECT photo_sha256 FROM predictions
              WHERE %s LIMIT :most) AS few
            """
                .formatted(NEW_PHOTO))
        .param("most", most)
        .query(Integer.class)
        .single();
  }

  /** How many photos have been reviewed of each label that has any. */
  public Map<String, Long> reviewedByLabel() {
    Map<String, Long> counts = new LinkedHashMap<>();
    database
        .sql(
            """
            SELECT true_label, COUNT(*) AS photos FROM predictions
            WHERE review IS NOT NULL AND true_label IS NOT NULL
            GROUP BY true_label ORDER BY true_label
            """)
        .query(
            row -> {
              counts.put(row.getString("true_label"), row.getLong("photos"));
            });
    return counts;
  }

  /** What a reviewer already holds, so that loading the page again shows the same photo. */
  public Optional<LoggedPrediction> held(String reviewer, Instant now) {
    return Stored.values(
            PredictionRows.list(
                database,
                database
                    .sql(
                        """
                        SELECT p.* FROM review_claims c JOIN predictions p ON p.id = c.prediction_id
                        WHERE c.reviewer = :reviewer AND c.until > :now
                          AND p.review IS NULL AND p.photo_sha256 IS NOT NULL
                        ORDER BY c.until DESC LIMIT 1
                        """)
                    .param("reviewer", reviewer)
                    .param("now", now.toEpochMilli())))
        .stream()
        .findFirst();
  }

  /**
   * Takes an answer into a reviewer's hands, or keeps it there for longer.
   *
   * @return whether it is theirs; false when another reviewer was quicker
   */
  public boolean claim(String id, String reviewer, Instant now, Instant until) {
    return database
            .sql(
                """
                INSERT INTO review_claims (prediction_id, reviewer, until)
                VALUES (:id, :reviewer, :until)
                ON CONFLICT (prediction_id) DO UPDATE SET reviewer = :reviewer, until = :until
                WHERE review_claims.reviewer = :reviewer OR review_claims.until <= :now
                """)
            .param("id", id)
            .param("reviewer", reviewer)
            .param("until", until.toEpochMilli())
            .param("now", now.toEpochMilli())
            .update()
        > 0;
  }

  /** Whether an answer waits for a reviewer. */
  public boolean waits(String id) {
    return database
        .sql(
            """
            SELECT 1 FROM predictions
            WHERE id = :id AND review IS NULL AND photo_sha256 IS NOT NULL
            """)
        .param("id", id)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** Whether another reviewer holds an answer. */
  public boolean heldByAnother(String id, String reviewer, Instant now) {
    return database
            .sql(
                """
                SELECT COUNT(*) FROM review_claims
                WHERE prediction_id = :id AND reviewer <> :reviewer AND until > :now
                """)
            .param("id", id)
            .param("reviewer", reviewer)
            .param("now", now.toEpochMilli())
            .query(Integer.class)
            .single()
        > 0;
  }

  /** Gives back what a reviewer holds, and forgets claims and skips that are over. */
  public void release(String reviewer, Instant now) {
    database
        .sql("DELETE FROM review_claims WHERE reviewer = :reviewer OR until <= :now")
        .param("reviewer", reviewer)
        .param("now", now.toEpochMilli())
        .update();
    database
        .sql("DELETE FROM review_skips WHERE reviewer = :reviewer AND until <= :now")
        .param("reviewer", reviewer)
        .param("now", now.toEpochMilli())
        .update();
  }

  /** Lays an answer aside for one reviewer; others may still get it. */
  public void skip(String id, String reviewer, Instant until) {
    database
        .sql(
            """
            INSERT INTO review_skips (reviewer, prediction_id, until)
            VALUES (:reviewer, :id, :until)
            ON CONFLICT (reviewer, prediction_id) DO UPDATE SET until = :until
            """)
        .param("reviewer", reviewer)
        .param("id", id)
        .param("until", until.toEpochMilli())
        .update();
  }

  /** Forgets that a reviewer laid an answer aside. */
  public void unskip(String id, String reviewer) {
    database
        .sql("DELETE FROM review_skips WHERE reviewer = :reviewer AND prediction_id = :id")
        .param("reviewer", reviewer)
        .param("id", id)
        .update();
  }

  /**
   * Reviewed photos that show a label, a part of them at a time.
   *
   * @param afterId the id of the last one of the part before, or an empty string for the first part
   * @param count the most photos in a part
   */
  public List<ReviewedPhoto> labelled(String label, String afterId, int count) {
    return database
        .sql(
            """
            SELECT id, true_label, photo_sha256, photo_type FROM predictions
            WHERE review IS NOT NULL AND true_label = :label AND id > :after
              AND photo_sha256 IS NOT NULL AND review = 'labelled'
            ORDER BY id LIMIT :count
            """)
        .param("label", label)
        .param("after", afterId)
        .param("count", count)
        .query(ReviewQueue::reviewed)
        .list();
  }

  private static ReviewedPhoto reviewed(ResultSet row, int number) throws SQLException {
    return new ReviewedPhoto(
        row.getString("id"),
        row.getString("true_label"),
        row.getString("photo_sha256"),
        ImageFormat.ofMediaType(row.getString("photo_type")).orElse(null));
  }

  /**
   * The latest answers whose photos were reviewed as a label; a photo may come more than once.
   *
   * @param count how many at most
   */
  public List<ReviewedPhoto> latest(String label, int count) {
    return database
        .sql(
            """
            SELECT id, true_label, photo_sha256, photo_type FROM predictions
            WHERE review IS NOT NULL AND true_label = :label
              AND photo_sha256 IS NOT NULL AND review = 'labelled'
            ORDER BY id DESC LIMIT :count
            """)
        .param("label", label)
        .param("count", count)
        .query(ReviewQueue::reviewed)
        .list();
  }

  /**
   * A photo that a reviewer has named.
   *
   * @param id its answer
   * @param label what it shows
   * @param sha256 the hash of its bytes
   * @param format what it is encoded as, or null when it is not known
   */
  public record ReviewedPhoto(
      String id, String label, String sha256, @Nullable ImageFormat format) {}
}
