package dev.greengrocer.web.review;

import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import dev.greengrocer.web.Problem;
import dev.greengrocer.web.RefusedException;
import dev.greengrocer.web.history.Feedback;
import dev.greengrocer.web.history.LoggedPrediction;
import dev.greengrocer.web.history.PredictionLog;
import dev.greengrocer.web.model.ModelSlot;
import dev.greengrocer.web.security.AuditEntry;
import dev.greengrocer.web.security.AuditLog;
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
 * Where reviewers sit: it hands out the most valuable photo that nobody else holds, and takes their
 * decision. Thread-safe.
 */
@Service
class ReviewDesk {

  /** How long a photo stays in the hands of somebody who went away. */
  private static final Duration CLAIM = Duration.ofMinutes(5);

  private static final Duration LAID_ASIDE = Duration.ofDays(1);
  private static final int RARE_LABELS = 8;

  private final ReviewQueue queue;
  private final PredictionLog log;
  private final ModelSlot models;
  private final TransactionOperations transactions;
  private final AuditLog audit;
  private final Clock clock;

  ReviewDesk(
      ReviewQueue queue,
      PredictionLog log,
      ModelSlot models,
      TransactionOperations transactions,
      AuditLog audit,
      Clock clock) {
    this.queue = queue;
    this.log = log;
    this.models = models;
    this.transactions = transactions;
    this.audit = audit;
    this.clock = clock;
  }

  /** The photo that a reviewer should look at: the one they hold, or the most valuable other. */
  Optional<ReviewItem> next(String reviewer) {
    return transactions.execute(status -> Optional.ofNullable(take(reviewer)));
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

  private List<String> rarest(Map<String, Long> reviewed) {
    return models.current().labels().names().stream()
        .filter(label -> reviewed.getOrDefault(label, 0L) < ReviewValue.ENOUGH)
        .sorted(Comparator.comparing(label -> reviewed.getOrDefault(label, 0L)))
        .limit(RARE_LABELS)
        .toList();
  }

  /**
   * Names a photo.
   *
   * @param spelling a label of the model, or another name of one
   * @throws RefusedException if there is no such answer, label, or if somebody else holds it
   */
  void label(String id, String spelling, String reviewer) {
    LabelSet labels = models.current().labels();
    String label =
        labels
            .find(spelling)
            .map(Label::name)
            .orElseThrow(
                () ->
                    new RefusedException(
                        Problem.UNPROCESSABLE,
                        "label '%s': none of the model's %d".formatted(spelling, labels.size())));
    decide(id, Outcome.LABELLED, label, reviewer);
  }

  /** Says that a photo shows none of the model's labels. */
  void notInList(String id, String reviewer) {
    decide(id, Outcome.NOT_IN_LIST, null, reviewer);
  }

  /** Says that nothing can be learnt from a photo. */
  void unusable(String id, String reviewer) {
    decide(id, Outcome.UNUSABLE, null, reviewer);
  }

  private void decide(String id, Outcome outcome, @Nullable String label, String reviewer) {
    transactions.executeWithoutResult(
        status -> {
          Instant now = now();
          LoggedPrediction answer = free(id, reviewer, now);
          queue.decide(answer, outcome, reviewer, now);
          if (outcome != Outcome.UNUSABLE) {
            log.say(id, Feedback.about(answer, label, now, reviewer));
          }
          audit.record(
              AuditEntry.Kind.LABEL,
              id,
              "reviewed",
              Feedback.words(answer.feedback()),
              outcome == Outcome.UNUSABLE ? "unusable" : label == null ? "not in the list" : label);
          queue.release(reviewer, now);
        });
  }

  /** Lays a photo aside for a day; others may still get it. */
  void skip(String id, String reviewer) {
    transactions.executeWithoutResult(
        status -> {
          Instant now = now();
          free(id, reviewer, now);
          queue.skip(id, reviewer, now.plus(LAID_ASIDE));
          queue.release(reviewer, now);
        });
  }

  /**
   * Takes the reviewer's last decision back, so that the same photo comes again.
   *
   * @return whether there was one
   */
  boolean undo(String reviewer) {
    return Boolean.TRUE.equals(
        transactions.execute(
            status -> {
              Instant now = now();
              Optional<String> id = queue.takeBack(reviewer);
              id.ifPresent(
                  answer -> {
                    audit.record(AuditEntry.Kind.LABEL, answer, "review taken back", null, null);
                    queue.release(reviewer, now);
                    queue.unskip(answer, reviewer);
                    queue.claim(answer, reviewer, now, now.plus(CLAIM));
                  });
              return id.isPresent();
            }));
  }

  /** How many photos wait, counted up to a most. */
  int waiting(int most) {
    return queue.waiting(most);
  }

  /** Whether a reviewer has decided anything that could be taken back. */
  boolean canUndo(String reviewer) {
    return queue.canTakeBack(reviewer);
  }

  private LoggedPrediction free(String id, String reviewer, Instant now) {
    LoggedPrediction answer =
        log.find(id)
            .orElseThrow(
                () ->
                    new RefusedException(
                        Problem.NOT_FOUND, "prediction '%s': there is none".formatted(id)));
    if (queue.heldByAnother(id, reviewer, now)) {
      throw new RefusedException(
          Problem.CONFLICT, "Somebody else is looking at this photo; take the next one");
    }
    return answer;
  }

  private Instant now() {
    return Instant.now(clock).truncatedTo(ChronoUnit.MILLIS);
  }
}
