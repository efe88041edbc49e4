package dev.greengrocer.ledger.backup;

import dev.greengrocer.StorageException;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.photo.PhotoStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Photos that no answer leads to: a process was killed between keeping the photo and writing down
 * the answer, or while it wrote the photo. Young files are left alone, because their answer may be
 * on its way.
 */
public final class OrphanPhotos {

  private static final Duration YOUNG = Duration.ofHours(1);
  private static final Pattern PHOTO = Pattern.compile("([0-9a-f]{64})\\..*");

  /** A photo that was never whole; its name does not tell whose it is. */
  private static final Pattern PARTIAL = Pattern.compile("\\..*\\.partial");

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
        Matcher photo = PHOTO.matcher(name);
        if (!Files.isRegularFile(file) || !isOld(file, now)) {
          continue;
        }
        if (PARTIAL.matcher(name).matches()) {
          Files.deleteIfExists(file);
        } else if (photo.matches() && isStray(photo.group(1))) {
          strays.add(photo.group(1));
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
