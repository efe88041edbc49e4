package dev.greengrocer.ledger.backup;

import dev.greengrocer.StorageException;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.ledger.photo.PhotoStore;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks at every photo that a database refers to: whether it is there, unaltered. */
final class PhotoCheck {

  private static final int AT_ONCE = 1_000;

  private final JdbcClient database;
  private final PhotoStore store;
  private long photos;

  PhotoCheck(JdbcClient database, PhotoStore store) {
    this.database = database;
    this.store = store;
  }

  /** How many photos {@link #faults} has looked at. */
  long photos() {
    return photos;
  }

  /**
   * The photos that are missing or damaged, by their hashes.
   *
   * @throws StorageException if one cannot be read
   */
  List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    PhotoStore.Inspection inspection = store.inspect();
    String last = "";
    List<String> page;
    do {
      page =
          database
              .sql(
                  """
                  SELECT DISTINCT photo_sha256 FROM predictions
                  WHERE photo_sha256 > :last ORDER BY photo_sha256 LIMIT :size
                  """)
              .param("last", last)
              .param("size", AT_ONCE)
              .query(String.class)
              .list();
      for (String sha256 : page) {
        check(inspection, sha256, faults);
        last = sha256;
      }
    } while (!page.isEmpty());
    return faults;
  }

  private void check(PhotoStore.Inspection inspection, String sha256, List<Fault> faults) {
    photos++;
    if (!Sha256.isValid(sha256)) {
      faults.add(new Fault(sha256, "photo '%s': is not the name of a photo".formatted(sha256)));
      return;
    }
    inspection.fault(sha256).ifPresent(words -> faults.add(new Fault(sha256, words)));
  }

  /**
   * A photo that is missing or damaged.
   *
   * @param sha256 what the database calls it
   * @param words what is wrong
   */
  record Fault(String sha256, String words) {}
}
