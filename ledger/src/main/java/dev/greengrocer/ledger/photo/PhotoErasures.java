package dev.greengrocer.ledger.photo;

import dev.greengrocer.ledger.database.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Photos in a bucket that are to be erased there, and whether the database refers to a photo. An
 * erasure is written down in the transaction that forgets the photo, so that it is neither lost nor
 * done too early, also while the bucket is away. Thread-safe.
 */
public final class PhotoErasures {

  /** Longer than any server takes to look at what waits in its queue. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final JdbcClient database;
  private final Clock clock;

  /** Those of a database. */
  public PhotoErasures(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Writes down that a photo is to be erased; in the transaction that forgets it. */
  public void add(String sha256) {
    database
        .sql(
            """
            INSERT INTO photo_erasures (sha256, at) VALUES (:sha256, :now)
            ON CONFLICT (sha256) DO UPDATE SET at = excluded.at, done_at = NULL
            """)
        .param("sha256", sha256)
        .param("now", clock.millis())
        .update();
  }

  /** Some of the photos that are still to be erased, those that wait longest first. */
  public List<Waiting> waiting(int most) {
    return database
        .sql(
            """
            SELECT sha256, at FROM photo_erasures WHERE done_at IS NULL
            ORDER BY at, sha256 LIMIT :most
            """)
        .param("most", most)
        .query((row, number) -> new Waiting(row.getString("sha256"), row.getLong("at")))
        .list();
  }

  /** How many photos are still to be erased. */
  public long count() {
    return database
        .sql("SELECT COUNT(*) FROM photo_erasures WHERE done_at IS NULL")
        .query(Long.class)
        .single();
  }

  /** Writes down that a photo is gone from the bucket, unless it was erased once more since. */
  public void done(Waiting erasure) {
    database
        .sql("UPDATE photo_erasures SET done_at = :now WHERE sha256 = :sha256 AND at = :at")
        .param("now", clock.millis())
        .param("sha256", erasure.sha256())
        .param("at", erasure.at())
        .update();
  }

  /** Forgets erasures that were done long ago. */
  public void forgetOld() {
    database
        .sql("DELETE FROM photo_erasures WHERE done_at < :moment")
        .param("moment", Instant.now(clock).minus(REMEMBERED).toEpochMilli())
        .update();
  }

  /** What the database says of a photo, at one moment. */
  public PhotoState state(String sha256) {
    return database
        .sql(
            """
            SELECT (SELECT COUNT(*) FROM
                     (SELECT 1 FROM predictions WHERE photo_sha256 = :sha256 LIMIT 1) one) AS used,
              (SELECT at FROM photo_erasures WHERE sha256 = :sha256) AS erased_at,
              (SELECT done_at FROM photo_erasures WHERE sha256 = :sha256) AS done_at
            """)
        .param("sha256", sha256)
        .query(
            (row, number) ->
                new PhotoState(
                    row.getInt("used") > 0,
                    instant(row.getObject("erased_at")),
                    instant(row.getObject("done_at"))))
        .single();
  }

  /** Whether an answer since a moment leads to a photo. */
  public boolean isReferredToSince(String sha256, Instant moment) {
    return !database
        .sql("SELECT 1 FROM predictions WHERE photo_sha256 = :sha256 AND id >= :first LIMIT 1")
        .param("sha256", sha256)
        .param("first", Ids.first(moment))
        .query(Integer.class)
        .list()
        .isEmpty();
  }

  private static @Nullable Instant instant(@Nullable Object millis) {
    return millis instanceof Number number ? Instant.ofEpochMilli(number.longValue()) : null;
  }

  /**
   * A photo that is to be erased.
   *
   * @param at when it was erased, in epoch milliseconds
   */
  public record Waiting(String sha256, long at) {}

  /**
   * What a database says of a photo.
   *
   * @param referredTo whether an answer leads to it
   * @param erasedAt when it was last erased; null when it was not, or long ago
   * @param doneAt when it was deleted in the bucket after that; null when it was not yet
   */
  public record PhotoState(
      boolean referredTo, @Nullable Instant erasedAt, @Nullable Instant doneAt) {

    /** Whether it is still to be deleted in the bucket. */
    public boolean erasureWaits() {
      return erasedAt != null && doneAt == null;
    }

    /** Whether it was erased after a moment. */
    public boolean erasedSince(Instant moment) {
      return Optional.ofNullable(erasedAt).filter(at -> !at.isBefore(moment)).isPresent();
    }
  }
}
