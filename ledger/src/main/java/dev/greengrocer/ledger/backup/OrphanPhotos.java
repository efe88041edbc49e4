package dev.greengrocer.ledger.backup;

import dev.greengrocer.ledger.photo.PhotoStore;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Photos that no answer leads to: a process was killed between keeping the photo and writing down
 * the answer, or while it wrote the photo. Young files are left alone, because their answer may be
 * on its way.
 */
public final class OrphanPhotos {

  private static final Duration YOUNG = Duration.ofHours(1);

  private final JdbcClient database;
  private final PhotoStore photos;

  public OrphanPhotos(JdbcClient database, PhotoStore photos) {
    this.database = database;
    this.photos = photos;
  }

  /**
   * Erases them.
   *
   * @return how many photos
   */
  public int erase(Instant now) {
    Set<String> strays = new LinkedHashSet<>();
    photos.eachKeptBefore(
        now.minus(YOUNG),
        sha256 -> {
          if (isStray(sha256)) {
            strays.add(sha256);
          }
        });
    strays.forEach(photos::erase);
    return strays.size();
  }

  private boolean isStray(String sha256) {
    return database
        .sql("SELECT 1 FROM predictions WHERE photo_sha256 = :sha256 LIMIT 1")
        .param("sha256", sha256)
        .query(Integer.class)
        .list()
        .isEmpty();
  }
}
