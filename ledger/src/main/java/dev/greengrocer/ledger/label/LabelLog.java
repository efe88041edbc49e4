package dev.greengrocer.ledger.label;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.database.Stored;
import dev.greengrocer.ledger.database.StoredRow;
import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.ledger.prediction.Feedback;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.PredictionLog;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Everything that people have said photos show, in the order in which they said it. Rows are only
 * ever added: a later statement covers an earlier one, and an undo is a row that withdraws one. The
 * current label, which is with the answer in {@code predictions} for the lists and the review
 * queue, follows from the rows that were not withdrawn, and is written here alone.
 *
 * <pre>{@code
 * labels.record(actor, Door.API, id, Verdict.shows(model.labels(), "aubergine"));
 * labels.record(actor, Door.REVIEW, id, Verdict.UNUSABLE);
 * labels.withdrawLastReview(actor);
 * List<LabelEntry> all = labels.of(id);
 * }</pre>
 *
 * <p>Statement, audit entry, current label and what {@link LabelListener listeners} do are one
 * transaction. Thread-safe.
 */
@Repository
public class LabelLog {

  private static final String UNUSABLE = "unusable";
  private static final String WITHDRAWN = "withdrawn";

  private static final List<String> VERDICTS =
      List.of("confirmed", "corrected", "not-in-list", UNUSABLE, WITHDRAWN);

  private static final RowMapper<Stored<LabelEntry>> ROWS =
      Stored.rows(LabelLog::read, "labels", "id");

  /** Reviews of a person that have not been withdrawn, the latest first. */
  private static final String NOT_WITHDRAWN =
      """
      SELECT * FROM labels said
      WHERE said.actor = :actor AND said.door = 'review' AND said.verdict <> 'withdrawn'
        AND NOT EXISTS (SELECT 1 FROM labels later WHERE later.withdraws = said.id)
      """;

  private static final String REVIEWS = NOT_WITHDRAWN + " ORDER BY said.id DESC LIMIT 1";

  private final JdbcClient database;
  private final PredictionLog predictions;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final List<LabelListener> listeners;
  private final Clock clock;

  /**
   * A log in a database that has its tables.
   *
   * @param transaction of the same database
   * @param listeners who follows every statement, in its transaction
   */
  public LabelLog(
      JdbcClient database,
      PredictionLog predictions,
      AuditLog audit,
      TransactionOperations transaction,
      List<LabelListener> listeners,
      Clock clock) {
    this.database = database;
    this.predictions = predictions;
    this.audit = audit;
    this.transaction = transaction;
    this.listeners = List.copyOf(listeners);
    this.clock = clock;
  }

  /**
   * Adds what a person says of a photo.
   *
   * @throws RefusedException if there is no such answer
   */
  public LabelChange record(Actor actor, Door door, String predictionId, Verdict verdict) {
    return inTransaction(
        () -> {
          lock(predictionId);
          LoggedPrediction before = find(predictionId);
          String label = verdict instanceof Verdict.Shows shows ? shows.label() : null;
          String kind =
              verdict instanceof Verdict.Unusable
                  ? UNUSABLE
                  : Feedback.about(before, label, now(), actor.name()).kind().id();
          add(actor, door, predictionId, kind, label, null);
          LoggedPrediction after = derive(predictionId);
          audit.record(
              actor,
              AuditEntry.Kind.LABEL,
              predictionId,
              door == Door.REVIEW ? "reviewed" : kind,
              Feedback.words(before.feedback()),
              verdict instanceof Verdict.Unusable ? UNUSABLE : Feedback.words(after.feedback()));
          return told(
              new LabelChange(
                  before, after, verdict instanceof Verdict.Unusable ? null : after.feedback()));
        });
  }

  /**
   * Withdraws the last review of a person that has not been withdrawn. What others have said of the
   * answer, before or after, counts.
   *
   * @return what became of the answer, or empty when there is no such review
   */
  public Optional<LabelChange> withdrawLastReview(Actor actor) {
    return inTransaction(
        () -> {
          Optional<LabelEntry> last = lastReview(actor);
          while (last.isPresent()) {
            LabelEntry said = last.get();
            lock(said.predictionId());
            if (!isWithdrawn(said)) {
              return Optional.of(withdraw(actor, said));
            }
            // The same person pressed Undo twice at once.
            last = lastReview(actor);
          }
          return Optional.empty();
        });
  }

  private LabelChange withdraw(Actor actor, LabelEntry said) {
    String predictionId = said.predictionId();
    LoggedPrediction before = find(predictionId);
    add(actor, Door.REVIEW, predictionId, WITHDRAWN, null, said.id());
    LoggedPrediction after = derive(predictionId);
    audit.record(
        actor,
        AuditEntry.Kind.LABEL,
        predictionId,
        "review taken back",
        said.verdict().equals(UNUSABLE) ? UNUSABLE : Feedback.words(before.feedback()),
        Feedback.words(after.feedback()));
    return told(new LabelChange(before, after, null));
  }

  /** Whether a person has a review that can be withdrawn. */
  public boolean hasReview(Actor actor) {
    return lastReview(actor).isPresent();
  }

  /**
   * How often a person has reviewed since a moment; what they took back does not count.
   *
   * @param since the first moment
   */
  public long reviews(Actor actor, Instant since) {
    return database
        .sql("SELECT COUNT(*) FROM (" + NOT_WITHDRAWN + " AND said.id >= :first) AS today")
        .param("actor", actor.name())
        .param("first", Ids.first(since))
        .query(Long.class)
        .single();
  }

  /**
   * The last reviews of a person that were not withdrawn, the latest first.
   *
   * @param most how many at most
   */
  public List<LabelEntry> lastReviews(Actor actor, int most) {
    return Stored.values(
        database
            .sql(NOT_WITHDRAWN + " ORDER BY said.id DESC LIMIT :most")
            .param("actor", actor.name())
            .param("most", most)
            .query(ROWS)
            .list());
  }

  /** All that was said of an answer, in that order, withdrawn statements and withdrawals too. */
  public List<LabelEntry> of(String predictionId) {
    return Stored.values(
        database
            .sql("SELECT * FROM labels WHERE prediction_id = :id ORDER BY position")
            .param("id", predictionId)
            .query(ROWS)
            .list());
  }

  /** Every row that cannot be read, by id. */
  public static List<UnreadableRow> unreadable(JdbcClient database) {
    return Stored.unreadable(database, "labels", ROWS);
  }

  private Optional<LabelEntry> lastReview(Actor actor) {
    return database
        .sql(REVIEWS)
        .param("actor", actor.name())
        .query(ROWS)
        .optional()
        .flatMap(Stored::readable);
  }

  private boolean isWithdrawn(LabelEntry said) {
    return database
        .sql("SELECT 1 FROM labels WHERE withdraws = :id")
        .param("id", said.id())
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** Makes others who speak of the same answer wait until this transaction has ended. */
  private void lock(String predictionId) {
    database
        .sql("UPDATE predictions SET review = review WHERE id = :id")
        .param("id", predictionId)
        .update();
  }

  private void add(
      Actor actor,
      Door door,
      String predictionId,
      String verdict,
      @Nullable String label,
      @Nullable String withdraws) {
    database
        .sql(
            """
            INSERT INTO labels
              (id, prediction_id, position, at, actor, door, verdict, label, withdraws)
            SELECT :id, :prediction, COALESCE(MAX(position), 0) + 1, :at, :actor, :door, :verdict,
              :label, :withdraws
            FROM labels WHERE prediction_id = :prediction
            """)
        .param("id", Ids.next())
        .param("prediction", predictionId)
        .param("at", now().toEpochMilli(), Types.BIGINT)
        .param("actor", actor.name(), Types.VARCHAR)
        .param("door", door.id(), Types.VARCHAR)
        .param("verdict", verdict, Types.VARCHAR)
        .param("label", label, Types.VARCHAR)
        .param("withdraws", withdraws, Types.VARCHAR)
        .update();
  }

  /** Writes the current label and the state of the review beside the answer. */
  private LoggedPrediction derive(String predictionId) {
    LabelEntry current = null;
    LabelEntry review = null;
    for (LabelEntry said : notWithdrawn(predictionId)) {
      current = said.verdict().equals(UNUSABLE) ? current : said;
      review = said.door().equals(Door.REVIEW.id()) ? said : review;
    }
    database
        .sql(
            """
            UPDATE predictions
            SET feedback = :kind, true_label = :label, feedback_at = :at, feedback_by = :by,
              review = :review
            WHERE id = :id
            """)
        .param("kind", current == null ? null : current.verdict())
        .param("label", current == null ? null : current.label())
        .param("at", current == null ? null : current.at().toEpochMilli(), Types.BIGINT)
        .param("by", current == null ? null : current.actor())
        .param("review", review == null ? null : outcome(review))
        .param("id", predictionId)
        .update();
    return find(predictionId);
  }

  private List<LabelEntry> notWithdrawn(String predictionId) {
    return Stored.values(
        database
            .sql(
                """
                SELECT * FROM labels said
                WHERE said.prediction_id = :id AND said.verdict <> 'withdrawn'
                  AND NOT EXISTS (SELECT 1 FROM labels later WHERE later.withdraws = said.id)
                ORDER BY said.position
                """)
            .param("id", predictionId)
            .query(ROWS)
            .list());
  }

  /** What {@code predictions.review} says: labelled, not-in-list or unusable. */
  private static String outcome(LabelEntry review) {
    return review.label() == null ? review.verdict() : "labelled";
  }

  private LabelChange told(LabelChange change) {
    listeners.forEach(listener -> listener.labelled(change));
    return change;
  }

  private LoggedPrediction find(String predictionId) {
    return predictions
        .find(predictionId)
        .orElseThrow(
            () ->
                new RefusedException(
                    Problem.NOT_FOUND, "No prediction with id '%s'".formatted(predictionId)));
  }

  private Instant now() {
    return Instant.now(clock).truncatedTo(ChronoUnit.MILLIS);
  }

  private interface Work<T> {
    T run();
  }

  private <T> T inTransaction(Work<T> work) {
    T result = transaction.execute(status -> work.run());
    if (result == null) {
      throw new IllegalStateException("a transaction without a result");
    }
    return result;
  }

  private static LabelEntry read(StoredRow row) throws SQLException {
    return new LabelEntry(
        row.text("id"),
        row.text("prediction_id"),
        (int) row.whole("position", 1, Integer.MAX_VALUE),
        row.moment("at"),
        row.text("actor"),
        row.text("door"),
        row.parsed("verdict", "must be one of " + VERDICTS, LabelLog::verdict),
        row.optionalText("label"),
        row.optionalText("withdraws"));
  }

  private static String verdict(String id) {
    if (!VERDICTS.contains(id)) {
      throw new IllegalArgumentException(id);
    }
    return id;
  }
}
