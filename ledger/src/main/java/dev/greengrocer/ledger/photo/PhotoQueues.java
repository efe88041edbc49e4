package dev.greengrocer.ledger.photo;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What each server of a database has on its disk that the bucket of photos has not yet. Each writes
 * its own row; thread-safe.
 */
public final class PhotoQueues {

  private static final int LONGEST_PLACE = 512;

  private final JdbcClient database;

  /** Those of a database. */
  public PhotoQueues(JdbcClient database) {
    this.database = database;
  }

  /** Writes down how a queue is now. */
  public void put(Reported queue) {
    Instant oldest = queue.oldest();
    database
        .sql(
            """
            INSERT INTO photo_queues (id, place, photos, bytes, oldest_at, seen_at)
            VALUES (:id, :place, :photos, :bytes, :oldest, :seen)
            ON CONFLICT (id) DO UPDATE SET place = excluded.place, photos = excluded.photos,
              bytes = excluded.bytes, oldest_at = excluded.oldest_at, seen_at = excluded.seen_at
            """)
        .param("id", queue.id())
        .param("place", queue.place().substring(0, Math.min(LONGEST_PLACE, queue.place().length())))
        .param("photos", queue.photos())
        .param("bytes", queue.bytes())
        .param("oldest", oldest == null ? null : oldest.toEpochMilli())
        .param("seen", queue.seen().toEpochMilli())
        .update();
  }

  /** The queues of others in which photos wait, the oldest first. */
  public List<Reported> ofOthers(String id) {
    return database
        .sql(
            """
            SELECT * FROM photo_queues WHERE id <> :id AND photos > 0 ORDER BY oldest_at, id
            """)
        .param("id", id)
        .query(
            (row, number) -> {
              long oldest = row.getLong("oldest_at");
              return new Reported(
                  row.getString("id"),
                  row.getString("place"),
                  row.getLong("photos"),
                  row.getLong("bytes"),
                  oldest == 0 ? null : Instant.ofEpochMilli(oldest),
                  Instant.ofEpochMilli(row.getLong("seen_at")));
            })
        .list();
  }

  /**
   * A queue, as its server said that it is.
   *
   * @param id of its data directory
   * @param place its folder and machine, for people
   * @param photos how many photos wait
   * @param bytes how long they are together
   * @param oldest since when the oldest waits; null when none does
   * @param seen when the server said so
   */
  public record Reported(
      String id, String place, long photos, long bytes, @Nullable Instant oldest, Instant seen) {}
}
