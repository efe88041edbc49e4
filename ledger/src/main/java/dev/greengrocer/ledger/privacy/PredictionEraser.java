package dev.greengrocer.ledger.privacy;

import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.idempotency.IdempotencyKeys;
import dev.greengrocer.ledger.idempotency.Scope;
import dev.greengrocer.ledger.photo.PhotoStore;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Erases photos, and what answers say of people; each erasure has an audit entry in its
 * transaction. A photo goes before the row that leads to it: a process that is killed in between
 * leaves a row without a photo, never a photo that no row leads to. Thread-safe.
 */
@Repository
public class PredictionEraser implements CustomerRecords {

  private static final int AT_ONCE = 200;

  /** Kinds of listed erasures: a photo by its answer, and all before the first id that stayed. */
  private static final String PHOTOS = "photos";

  private static final String PHOTOS_BEFORE = "photos-before";
  private static final String ANSWERS_BEFORE = "answers-before";

  private final JdbcClient database;
  private final IdempotencyKeys keys;
  private final PhotoStore photos;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final Erasures erasures;

  /** Erases in a database and a store of photos, and lists what people wished to have erased. */
  public PredictionEraser(
      JdbcClient database,
      PhotoStore photos,
      AuditLog audit,
      TransactionOperations transaction,
      Erasures erasures) {
    this.erasures = erasures;
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
   * the answers stay without a customer.
   */
  @Override
  public ErasedRows erase(CustomerIdentity customer) {
    Set<String> ids = new HashSet<>();
    for (String name : names(customer)) {
      ids.addAll(
          database
              .sql("SELECT id FROM predictions WHERE customer = :customer")
              .param("customer", name)
              .query(String.class)
              .list());
    }
    ErasedRows rows = ErasedRows.named(ids);
    eraseAgain(rows);
    return rows;
  }

  @Override
  public void eraseAgain(ErasedRows rows) {
    for (String id : rows.named()) {
      erasePhotoIn(id);
      database
          .sql("UPDATE predictions SET customer = NULL WHERE id = :id")
          .param("id", id)
          .update();
    }
    keys.erase(Scope.PREDICTION, List.copyOf(rows.named()));
  }

  /**
   * Erases again what is listed of photos and answers.
   *
   * @param kind of the list; nothing is done for those of customers
   */
  void eraseAgain(String kind, Set<String> ids) {
    switch (kind) {
      case PHOTOS -> ids.forEach(this::erasePhotoIn);
      case PHOTOS_BEFORE -> ids.forEach(this::erasePhotosBefore);
      case ANSWERS_BEFORE -> ids.forEach(this::eraseAnswersBefore);
      default -> {}
    }
  }

  private void erasePhotoIn(String id) {
    database
        .sql("SELECT photo_sha256 FROM predictions WHERE id = :id AND photo_sha256 IS NOT NULL")
        .param("id", id)
        .query(String.class)
        .list()
        .forEach(this::erasePhoto);
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
    Boolean there =
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
                  erasures.add(Map.of(PHOTOS, List.of(id)));
                  audit.record(
                      actor, AuditEntry.Kind.PREDICTION, id, "photo erased", "a photo", null);
                }
              }
              return !found.isEmpty();
            });
    erasures.publish();
    return Boolean.TRUE.equals(there);
  }

  /**
   * Erases the photos that were last sent before a moment.
   *
   * @return how many
   */
  public int erasePhotosBefore(Actor actor, Instant moment) {
    String first = Ids.first(moment);
    int erased = 0;
    List<String> some;
    do {
      some = photosBefore(first);
      List<String> distinct = some;
      transaction.executeWithoutResult(
          status -> {
            distinct.forEach(this::erasePhoto);
            many(actor, "photos erased", distinct.size(), "photos", moment);
            list(actor, PHOTOS_BEFORE, first, distinct.size());
          });
      erased += distinct.size();
    } while (!some.isEmpty());
    erasures.publish();
    return erased;
  }

  /** Some of the photos that were last sent before a row. */
  private List<String> photosBefore(String firstId) {
    return database
        .sql(
            """
            SELECT DISTINCT old.photo_sha256 FROM predictions old
            WHERE old.id < :moment AND old.photo_sha256 IS NOT NULL
              AND NOT EXISTS (
                SELECT 1 FROM predictions later
                WHERE later.photo_sha256 = old.photo_sha256 AND later.id >= :moment)
            LIMIT :size
            """)
        .param("moment", firstId)
        .param("size", AT_ONCE)
        .query(String.class)
        .list();
  }

  private void erasePhotosBefore(String firstId) {
    List<String> some;
    do {
      some = photosBefore(firstId);
      some.forEach(this::erasePhoto);
    } while (!some.isEmpty());
  }

  /** What the server itself erases when its time is over, it erases from a backup, too. */
  private void list(Actor actor, String kind, String firstId, int count) {
    if (count > 0 && !actor.equals(Actor.SERVER)) {
      erasures.add(Map.of(kind, List.of(firstId)));
    }
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
              int answers = eraseAnswersBefore(Ids.first(moment));
              many(actor, "answers erased", answers, "answers", moment);
              list(actor, ANSWERS_BEFORE, Ids.first(moment), answers);
              return answers;
            });
    erasures.publish();
    return erased == null ? 0 : erased;
  }

  private int eraseAnswersBefore(String firstId) {
    erasePhotosBefore(firstId);
    // Their scores first, in one go: a cascade looks for those of each answer by itself.
    for (String table : List.of("review_claims", "review_skips", "prediction_scores")) {
      database
          .sql("DELETE FROM " + table + " WHERE prediction_id < :moment")
          .param("moment", firstId)
          .update();
    }
    keys.eraseBefore(Scope.PREDICTION, firstId);
    return database
        .sql("DELETE FROM predictions WHERE id < :moment")
        .param("moment", firstId)
        .update();
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
