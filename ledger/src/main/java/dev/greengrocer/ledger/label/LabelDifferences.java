package dev.greengrocer.ledger.label;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Checks that the current labels, which lists and the review queue read, are those that follow from
 * the {@link LabelLog}. Stateless.
 */
public final class LabelDifferences {

  /**
   * The answers whose current label differs from the last statements about them that were not
   * withdrawn.
   */
  private static final String CURRENT =
      """
      WITH valid AS (
        SELECT * FROM labels one
        WHERE one.verdict <> 'withdrawn'
          AND NOT EXISTS (SELECT 1 FROM labels later WHERE later.withdraws = one.id)),
      last_said AS (
        SELECT s.* FROM valid s WHERE s.verdict <> 'unusable' AND s.position = (
          SELECT MAX(t.position) FROM valid t
          WHERE t.prediction_id = s.prediction_id AND t.verdict <> 'unusable')),
      last_review AS (
        SELECT s.prediction_id,
          CASE WHEN s.label IS NULL THEN s.verdict ELSE 'labelled' END AS outcome
        FROM valid s WHERE s.door = 'review' AND s.position = (
          SELECT MAX(t.position) FROM valid t
          WHERE t.prediction_id = s.prediction_id AND t.door = 'review'))
      SELECT p.id, p.feedback, p.true_label, p.feedback_by, p.review,
        l.verdict AS said, l.label, l.actor, r.outcome AS reviewed
      FROM predictions p
      LEFT JOIN last_said l ON l.prediction_id = p.id
      LEFT JOIN last_review r ON r.prediction_id = p.id
      WHERE (p.feedback IS NOT NULL OR p.review IS NOT NULL OR l.id IS NOT NULL
          OR r.outcome IS NOT NULL)
        AND (p.feedback IS DISTINCT FROM l.verdict OR p.true_label IS DISTINCT FROM l.label
          OR (l.id IS NOT NULL AND p.feedback_at IS DISTINCT FROM l.at)
          OR (p.feedback_by IS DISTINCT FROM l.actor
            AND NOT (p.feedback_by IS NULL AND l.actor = 'nobody'))
          OR p.review IS DISTINCT FROM r.outcome)
      ORDER BY p.id
      """;

  private LabelDifferences() {}

  /**
   * The answers whose current label is not what follows from what was said of them, each in words.
   */
  public static List<String> find(JdbcClient database) {
    return database
        .sql(CURRENT)
        .query(
            (row, number) ->
                "prediction %s: its label is %s, and by what people said of it %s; correct it on its"
                        .formatted(
                            row.getString("id"),
                            words(row, "feedback", "true_label", "feedback_by", "review"),
                            words(row, "said", "label", "actor", "reviewed"))
                    + " page, which writes both anew")
        .list();
  }

  private static String words(
      ResultSet row, String verdict, String label, String actor, String review)
      throws SQLException {
    String said = row.getString(verdict);
    String reviewed = row.getString(review);
    return (said == null
            ? "none"
            : "%s%s by %s"
                .formatted(
                    said,
                    row.getString(label) == null ? "" : " '" + row.getString(label) + "'",
                    row.getString(actor)))
        + (reviewed == null ? "" : ", reviewed as " + reviewed);
  }
}
