package dev.greengrocer.web.history;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Erases photos, and what answers say of people. A photo goes before the row that leads to it: a
 * process that is killed in between leaves a row without a photo, never a photo that nobody finds.
 * Thread-safe.
 */
@Repository
public class PredictionEraser implements CustomerRecords {

  private static final int AT_ONCE = 200;

  private final JdbcClient database;
  private final PhotoStore photos;

  /** Erases in a database and a store of photos. */
  public PredictionEraser(JdbcClient database, PhotoStore photos) {
    this.database = database;
    this.photos = photos;
  }

  @Override
  public String kind() {
    return "predictions";
  }

  /** Erases a customer's photos and name; the answers stay in the books as nobody's. */
  @Override
  public int erase(String customer) {
    database
        .sql(
            """
            SELECT DISTINCT photo_sha256 FROM predictions
            WHERE customer = :customer AND photo_sha256 IS NOT NULL
            """)
        .param("customer", customer)
        .query(String.class)
        .list()
        .forEach(this::erasePhoto);
    return database
        .sql("UPDATE predictions SET customer = NULL WHERE customer = :customer")
        .param("customer", customer)
        .update();
  }

  /**
   * Erases the photo of one answer; the answer stays in the books.
   *
   * @return whether there is such an answer
   */
  public boolean erasePhotoOf(String id) {
    List<String> found =
        database
            .sql("SELECT COALESCE(photo_sha256, '') FROM predictions WHERE id = :id")
            .param("id", id)
            .query(String.class)
            .list();
    found.stream().filter(sha256 -> !sha256.isEmpty()).forEach(this::erasePhoto);
    return !found.isEmpty();
  }

  /**
   * Erases the photos that were last sent before a moment.
   *
   * @return how many
   */
  public int erasePhotosBefore(Instant moment) {
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
      distinct.forEach(this::erasePhoto);
      erased += distinct.size();
    } while (!found.isEmpty());
    return erased;
  }

  /**
   * Erases the answers that were given before a moment, and their photos.
   *
   * @return how many answers
   */
  public int eraseAnswersBefore(Instant moment) {
    erasePhotosBefore(moment);
    return database
        .sql("DELETE FROM predictions WHERE id < :moment")
        .param("moment", Ids.first(moment))
        .update();
  }

  private void erasePhoto(String sha256) {
    photos.erase(sha256);
    database
        .sql(
            """
            UPDATE predictions SET photo_sha256 = NULL, photo_width = NULL, photo_height = NULL
            WHERE photo_sha256 = :sha256
            """)
        .param("sha256", sha256)
        .update();
  }
}
