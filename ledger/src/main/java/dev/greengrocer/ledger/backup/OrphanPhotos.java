package dev.greengrocer.ledger.backup;

import dev.greengrocer.StorageException;
import dev.greengrocer.files.ContentFile;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.photo.PhotoStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
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
  private final Path folder;

  public OrphanPhotos(JdbcClient database, PhotoStore photos, DataDirectory directory) {
    this.database = database;
    this.photos = photos;
    this.folder = directory.photos();
  }

  /**
   * Erases them.
   *
   * @return how many photos
   */
  public int erase(Instant now) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      Set<String> strays = new LinkedHashSet<>();
      for (Path file : (Iterable<Path>) tree::iterator) {
        String name = file.getFileName().toString();
        if (!Files.isRegularFile(file) || !isOld(file, now)) {
          continue;
        }
        String sha256 = name.substring(0, Math.max(0, name.indexOf('.')));
        if (ContentFile.isPartial(file)) {
          Files.deleteIfExists(file); // it was never whole, and its name does not tell whose it is
        } else if (Sha256.isValid(sha256) && isStray(sha256)) {
          strays.add(sha256);
        }
      }
      strays.forEach(photos::erase);
      return strays.size();
    } catch (IOException e) {
      throw StorageException.reading(folder, e);
    }
  }

  private static boolean isOld(Path file, Instant now) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(YOUNG));
    } catch (IOException e) {
      return false; // it went away in the meantime
    }
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
