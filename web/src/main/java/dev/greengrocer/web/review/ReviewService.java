package dev.greengrocer.web.review;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.label.Door;
import dev.greengrocer.ledger.label.LabelChange;
import dev.greengrocer.ledger.label.LabelEntry;
import dev.greengrocer.ledger.label.LabelLog;
import dev.greengrocer.ledger.label.ReviewItem;
import dev.greengrocer.ledger.label.ReviewQueue;
import dev.greengrocer.ledger.label.ReviewValue;
import dev.greengrocer.ledger.label.Verdict;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.PredictionLog;
import dev.greengrocer.web.model.ActiveModel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Hands out the most valuable photo that no other reviewer holds, and takes the reviewer's
 * decision. Thread-safe.
 */
@Service
class ReviewService {

  /** How long a photo stays with a reviewer who went away. */
  private static final Duration CLAIM = Duration.ofMinutes(5);

  private static final Duration LAID_ASIDE = Duration.ofDays(1);
  private static final int RARE_LABELS = 8;

  private final ReviewQueue queue;
  private final PredictionLog log;
  private final ActiveModel models;
  private final TransactionOperations transactions;
  private final LabelLog labels;
  private final ShopCalendar calendar;
  private final Clock clock;

  ReviewService(
      ReviewQueue queue,
      PredictionLog log,
      ActiveModel models,
      TransactionOperations transactions,
      LabelLog labels,
      ShopCalendar calendar,
      Clock clock) {
    this.queue = queue;
    this.log = log;
    this.models = models;
    this.transactions = transactions;
    this.labels = labels;
    this.calendar = calendar;
    this.clock = clock;
  }

  /** The photo that a reviewer should look at: the one they hold, or the most valuable other. */
  Optional<ReviewItem> next(Actor reviewer) {
    return transactions.execute(status -> Optional.ofNullable(take(reviewer.name())));
  }

  private @Nullable ReviewItem take(String reviewer) {
    Instant now = now();
    Instant until = now.plus(CLAIM);
    Map<String, Long> reviewed = queue.reviewedByLabel();
    ReviewValue value = new ReviewValue(reviewed);
    Optional<LoggedPrediction> held = queue.held(reviewer, now);
    if (held.isPresent() && queue.claim(held.get().id(), reviewer, now, until)) {
      return new ReviewItem(held.get(), value.why(held.get()), until);
    }
    queue.release(reviewer, now);
    List<LoggedPrediction> candidates =
        queue.candidates(reviewer, now, rarest(reviewed)).stream()
            .sorted(Comparator.comparingDouble(value::of).reversed())
            .toList();
    for (LoggedPrediction answer : candidates) {
      if (queue.claim(answer.id(), reviewer, now, until)) {
        return new ReviewItem(answer, value.why(answer), until);
      }
    }
    return null;
  }

  /** The photo that comes next when a reviewer decides on the one they hold; it is not claimed. */
  Optional<String> after(Actor reviewer, LoggedPrediction held) {
    Instant now = now();
    Map<String, Long> reviewed = queue.reviewedByLabel();
    ReviewValue value = new ReviewValue(reviewed);
    return queue.candidates(reviewer.name(), now, rarest(reviewed)).stream()
        .filter(answer -> !isSamePhoto(answer, held))
        .max(Comparator.comparingDouble(value::of))
        .map(LoggedPrediction::id);
  }

  private static boolean isSamePhoto(LoggedPrediction one, LoggedPrediction other) {
    return one.photo() != null
        && other.photo() != null
        && one.photo().sha256().equals(other.photo().sha256());
  }

  /** How many photos a reviewer has decided on today. */
  long doneToday(Actor reviewer) {
    return labels.reviews(
        reviewer, calendar.day(clock.instant()).atStartOfDay(calendar.zone()).toInstant());
  }

  /** What a reviewer has decided last, the latest first. */
  List<LabelEntry> last(Actor reviewer, int most) {
    return labels.lastReviews(reviewer, most);
  }

  private List<String> rarest(Map<String, Long> reviewed) {
    return models.current().labels().names().stream()
        .filter(label -> reviewed.getOrDefault(label, 0L) < ReviewValue.ENOUGH)
        .sorted(Comparator.comparing(label -> reviewed.getOrDefault(label, 0L)))
        .limit(RARE_LABELS)
        .toList();
  }

  /**
   * Takes a reviewer's decision.
   *
   * @param decision {@code label}, {@code not-in-list}, {@code unusable} or {@code skip}
   * @param label a label of the model, or another name of one, when the decision is {@code label}
   * @throws RefusedException if there is no such decision, answer or label, or if another reviewer
   *     holds the photo
   */
  void decide(Actor reviewer, String id, @Nullable String decision, @Nullable String label) {
    switch (decision == null ? "" : decision) {
      case "label" -> say(reviewer, id, Verdict.shows(models.current().labels(), label));
      case "not-in-list" -> say(reviewer, id, Verdict.NOT_IN_LIST);
      case "unusable" -> say(reviewer, id, Verdict.UNUSABLE);
      case "skip" -> skip(reviewer, id);
      default ->
          throw new RefusedException(
              Problem.INVALID_REQUEST,
              "decision%s: must be label, not-in-list, unusable or skip"
                  .formatted(decision == null ? "" : " '" + decision + "'"));
    }
  }

  private void say(Actor reviewer, String id, Verdict verdict) {
    transactions.executeWithoutResult(
        status -> {
          Instant now = now();
          free(id, reviewer, now);
          labels.record(reviewer, Door.REVIEW, id, verdict);
          queue.release(reviewer.name(), now);
        });
  }

  /** Lays a photo aside for a day; others may still get it. */
  private void skip(Actor reviewer, String id) {
    transactions.executeWithoutResult(
        status -> {
          Instant now = now();
          free(id, reviewer, now);
          queue.skip(id, reviewer.name(), now.plus(LAID_ASIDE));
          queue.release(reviewer.name(), now);
        });
  }

  /**
   * Takes the reviewer's last decision back, so that the same photo comes again; unless another
   * user else has reviewed it since, or its photo has been erased.
   *
   * @return whether there was one
   */
  boolean undo(Actor reviewer) {
    return Boolean.TRUE.equals(
        transactions.execute(
            status -> {
              Instant now = now();
              Optional<LabelChange> change = labels.withdrawLastReview(reviewer);
              change.ifPresent(
                  undone -> {
                    String id = undone.after().id();
                    queue.release(reviewer.name(), now);
                    queue.unskip(id, reviewer.name());
                    if (queue.waits(id)) {
                      queue.claim(id, reviewer.name(), now, now.plus(CLAIM));
                    }
                  });
              return change.isPresent();
            }));
  }

  /** How many photos wait, counted up to a most. */
  int waiting(int most) {
    return queue.waiting(most);
  }

  /** Whether a reviewer has decided anything that could be taken back. */
  boolean canUndo(Actor reviewer) {
    return labels.hasReview(reviewer);
  }

  private void free(String id, Actor reviewer, Instant now) {
    if (log.find(id).isEmpty()) {
      throw new RefusedException(Problem.NOT_FOUND, "No prediction with id '%s'".formatted(id));
    }
    if (queue.heldByAnother(id, reviewer.name(), now)) {
      throw new RefusedException(
          Problem.CONFLICT, "Another reviewer is looking at this photo; take the next one");
    }
  }

  private Instant now() {
    return Instant.now(clock).truncatedTo(ChronoUnit.MILLIS);
  }
}
