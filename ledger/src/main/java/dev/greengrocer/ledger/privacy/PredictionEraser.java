package dev.greengrocer.ledger.privacy;

import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.idempotency.IdempotencyKeys;
import dev.greengrocer.ledger.idempotency.Scope;
import dev.greengrocer.ledger.photo.PhotoStore;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Erases photos, and what answers say of people; each erasure has an audit entry in its
 * transaction. A photo goes before the row that leads to it: a process that is killed in between
 * leaves a row without a photo, never a photo that nobody finds. Thread-safe.
 */
@Repository
public class PredictionEraser implements CustomerRecords {

  private static final int AT_ONCE = 200;

  private final JdbcClient database;
  private final IdempotencyKeys keys;
  private final PhotoStore photos;
  private final AuditLog audit;
  private final TransactionOperations transaction;

  /** Erases in a database and a store of photos. */
  public PredictionEraser(
      JdbcClient database, PhotoStore photos, AuditLog audit, TransactionOperations transaction) {
    this.database = database;
    this.keys = new IdempotencyKeys(database);
    this.photos = photos;
    this.audit = audit;
    this.transaction = transaction;
  }

  @Override
  public String kind() {
    return "predictions";
  }

  /**
   * Erases a customer's photos and name, and the keys by which their requests could be recognised;
   * the answers stay in the books as nobody's.
   */
  @Override
  public int erase(CustomerIdentity customer) {
    int rows = 0;
    for (String name : names(customer)) {
      database
          .sql(
              """
              SELECT DISTINCT photo_sha256 FROM predictions
              WHERE customer = :customer AND photo_sha256 IS NOT NULL
              """)
          .param("customer", name)
          .query(String.class)
          .list()
          .forEach(this::erasePhoto);
      keys.erase(
          Scope.PREDICTION,
          database
              .sql("SELECT id FROM predictions WHERE customer = :customer")
              .param("customer", name)
              .query(String.class)
              .list());
      rows +=
          database
              .sql("UPDATE predictions SET customer = NULL WHERE customer = :customer")
              .param("customer", name)
              .update();
    }
    return rows;
  }

  private List<String> names(CustomerIdentity customer) {
    return database
        .sql("SELECT DISTINCT customer FROM predictions WHERE customer IS NOT NULL")
        .query(String.class)
        .list()
        .stream()
        .filter(customer::matches)
        .toList();
  }

  /**
   * Erases the photo of one answer; the answer stays in the books.
   *
   * @return whether there is such an answer
   */
  public boolean erasePhotoOf(Actor actor, String id) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              List<String> found =
                  database
                      .sql("SELECT COALESCE(photo_sha256, '') FROM predictions WHERE id = :id")
                      .param("id", id)
                      .query(String.class)
                      .list();
              for (String sha256 : found) {
                if (!sha256.isEmpty()) {
                  erasePhoto(sha256);
                  audit.record(
                      actor, AuditEntry.Kind.PREDICTION, id, "photo erased", "a photo", null);
                }
              }
              return !found.isEmpty();
            }));
  }

  /**
   * Erases the photos that were last sent before a moment.
   *
   * @return how many
   */
  public int erasePhotosBefore(Actor actor, Instant moment) {
    int erased = 0;
    List<String> found;
    do {
      found =
          database
              .sql(
                  """
                  SELECT old.photo_sha256 FROM predictions old
                  WHERE old.id < :moment AND old.photo_sha256 IS NOT NULL
                    AND NOT EXISTS (
                      SELECT 1 FROM predictions later
                      WHERE later.photo_sha256 = old.photo_sha256 AND later.id >= :moment)
                  LIMIT :size
                  """)
              .param("moment", Ids.first(moment))
              .param("size", AT_ONCE)
              .query(String.class)
              .list();
      List<String> distinct = found.stream().distinct().toList();
      transaction.executeWithoutResult(
          status -> {
            distinct.forEach(this::erasePhoto);
            many(actor, "photos erased", distinct.size(), "photos", moment);
          });
      erased += distinct.size();
    } while (!found.isEmpty());
    return erased;
  }

  /**
   * Erases the answers that were given before a moment, with their photos and all that was said of
   * them.
   *
   * @return how many answers
   */
  public int eraseAnswersBefore(Actor actor, Instant moment) {
    erasePhotosBefore(actor, moment);
    Integer erased =
        transaction.execute(
            status -> {
              // Their scores first, in one go: a cascade looks for those of each answer by itself.
              for (String table : List.of("review_claims", "review_skips", "prediction_scores")) {
                database
                    .sql("DELETE FROM " + table + " WHERE prediction_id < :moment")
                    .param("moment", Ids.first(moment))
                    .update();
              }
              keys.eraseBefore(Scope.PREDICTION, Ids.first(moment));
              int answers =
                  database
                      .sql("DELETE FROM predictions WHERE id < :moment")
                      .param("moment", Ids.first(moment))
                      .update();
              many(actor, "answers erased", answers, "answers", moment);
              return answers;
            });
    return erased == null ? 0 : erased;
  }

  private void many(Actor actor, String action, int count, String things, Instant moment) {
    if (count > 0) {
      audit.record(
          actor,
          AuditEntry.Kind.PREDICTION,
          "before " + moment,
          action,
          "%d %s".formatted(count, things),
          null);
    }
  }

  private void erasePhoto(String sha256) {
    photos.erase(sha256);
    database
        .sql(
            """
            UPDATE predictions
            SET photo_sha256 = NULL, photo_width = NULL, photo_height = NULL, photo_type = NULL
            WHERE photo_sha256 = :sha256
            """)
        .param("sha256", sha256)
        .update();
  }
}
