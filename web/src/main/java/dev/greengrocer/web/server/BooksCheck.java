package dev.greengrocer.web.server;

import dev.greengrocer.StorageException;
import dev.greengrocer.web.history.DataDirectory;
import dev.greengrocer.web.history.PhotoStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether the books are whole: the database in itself, and every photo that it speaks of. */
final class BooksCheck {

  private static final int AT_ONCE = 1_000;

  private final JdbcClient database;
  private final PhotoStore store;
  private final boolean sqlite;
  private long photos;

  BooksCheck(JdbcClient database, DataDirectory directory, boolean sqlite) {
    this.database = database;
    this.store = new PhotoStore(directory.photos());
    this.sqlite = sqlite;
  }

  /** How many answers there are. */
  long answers() {
    return database.sql("SELECT COUNT(*) FROM predictions").query(Long.class).single();
  }

  /** How many photos {@link #faults} has looked at. */
  long photos() {
    return photos;
  }

  /** Everything that is wrong, in words. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (sqlite) {
      database.sql("PRAGMA integrity_check").query(String.class).list().stream()
          .filter(line -> !line.equals("ok"))
          .forEach(line -> faults.add("database: " + line));
      database
          .sql("PRAGMA foreign_key_check")
          .query((row, number) -> "database: a row of " + row.getString(1) + " leads nowhere")
          .list()
          .forEach(faults::add);
    }
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
        checkPhoto(sha256, faults);
        last = sha256;
      }
    } while (!page.isEmpty());
    return faults;
  }

  private void checkPhoto(String sha256, List<String> faults) {
    photos++;
    Path file = store.find(sha256).orElse(null);
    if (file == null) {
      faults.add("photo %s: is missing".formatted(sha256));
      return;
    }
    try {
      String actual =
          HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
      if (!actual.equals(sha256)) {
        faults.add("%s: altered or damaged: its SHA-256 is %s".formatted(file, actual));
      }
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
