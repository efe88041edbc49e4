package dev.greengrocer.ledger.label;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The shop's own photos of its goods: those of which people said what they show, and the model was
 * sure of the same. What was found is remembered for some minutes; whether the photo is still kept
 * is for its own address to say. Thread-safe.
 */
@Repository
public class LabelledPhotos {

  private static final Duration KEPT = Duration.ofMinutes(10);

  private final JdbcClient database;
  private final Clock clock;
  private final Map<String, Found> found = new ConcurrentHashMap<>();

  LabelledPhotos(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  private record Found(Instant at, Optional<String> answer) {

    /** Also before it was found nothing is fresh: the clock was set back. */
    boolean isFresh(Instant now) {
      return !now.isBefore(at) && !now.isAfter(at.plus(KEPT));
    }
  }

  /** The id of the answer with the latest photo of a label; empty when there is none. */
  public Optional<String> latest(String label) {
    Instant now = clock.instant();
    Found last = found.get(label);
    if (last == null || !last.isFresh(now)) {
      last = new Found(now, find(label));
      found.put(label, last);
    }
    return last.answer();
  }

  private Optional<String> find(String label) {
    return database
        .sql(
            """
            SELECT id FROM predictions
            WHERE label = :label AND true_label = :label AND feedback = 'confirmed'
              AND decision = 'accept' AND photo_sha256 IS NOT NULL
              AND (review IS NULL OR review = 'labelled')
            ORDER BY id DESC LIMIT 1
            """)
        .param("label", label)
        .query(String.class)
        .optional();
  }
}
