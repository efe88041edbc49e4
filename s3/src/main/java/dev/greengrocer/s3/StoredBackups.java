package dev.greengrocer.s3;

import dev.greengrocer.files.Sha256;
import dev.greengrocer.files.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The backups of a place, as its objects are at one moment. A backup has a description; whether the
 * rest of it is there is said by {@link #describe}.
 */
final class StoredBackups {

  /** Clocks that differ by less are right. */
  private static final Duration TOLERANCE = Duration.ofDays(1);

  private final S3Address place;
  private final S3Objects objects;
  private final SortedMap<String, Long> sizes;
  private final NavigableSet<String> names = new TreeSet<>();

  private StoredBackups(S3Address place, S3Objects objects, SortedMap<String, Long> sizes) {
    this.place = place;
    this.objects = objects;
    this.sizes = sizes;
    sizes.keySet().stream()
        .filter(BackupKeys::isDescription)
        .map(BackupKeys::nameIn)
        .forEach(names::add);
  }

  static StoredBackups of(S3Address place, S3Objects objects) {
    return new StoredBackups(place, objects, objects.list(BackupKeys.BACKUPS));
  }

  /** The names of those that have a description, the newest first. */
  NavigableSet<String> names() {
    return names.descendingSet();
  }

  /** The keys of all objects of backups, whole or not. */
  List<String> keys() {
    return sizes.keySet().stream().filter(BackupKeys::isOfBackup).toList();
  }

  /**
   * The newest, or empty when there is none. One that is dated in the future comes after all
   * others: a clock was wrong when it was written, and it may be older than they are.
   */
  Optional<String> newest(Instant now) {
    return names().stream()
        .filter(name -> !isOfFuture(name, now))
        .findFirst()
        .or(() -> names().stream().findFirst());
  }

  /** Whether a backup is dated in the future. */
  static boolean isOfFuture(String name, Instant now) {
    return BackupKeys.time(name).isAfter(now.plus(TOLERANCE));
  }

  String address(String name) {
    return place.object(BackupKeys.BACKUPS + name);
  }

  /**
   * What a backup consists of.
   *
   * @throws DamagedObjectException if it cannot be read, or if something of it is not there
   */
  BackupDescription describe(String name) {
    String key = BackupKeys.description(name);
    byte[] json =
        objects
            .find(key)
            .orElseThrow(() -> new DamagedObjectException(place.object(key), "is not there"));
    BackupDescription described = BackupDescription.read(json, place.object(key));
    requireSize(BackupKeys.database(name), described.database().bytes());
    requireSize(BackupKeys.photoList(name), described.photoList().bytes());
    return described;
  }

  private void requireSize(String key, long wanted) {
    Long there = sizes.get(key);
    if (there == null) {
      throw new DamagedObjectException(place.object(key), "is not there");
    }
    if (there != wanted) {
      throw new DamagedObjectException(
          place.object(key), "is damaged (it has %d bytes instead of %d)".formatted(there, wanted));
    }
  }

  /**
   * The photos of a backup, with their sizes.
   *
   * @throws DamagedObjectException if their list is not the one that was sent
   */
  SortedMap<String, Long> photos(String name, BackupDescription described) throws IOException {
    String key = BackupKeys.photoList(name);
    try (TemporaryFolder folder = TemporaryFolder.open("photo-list")) {
      Path file = folder.path().resolve("photos.gz");
      if (!objects.get(key, file)) {
        throw new DamagedObjectException(place.object(key), "is not there");
      }
      if (!Sha256.ofFile(file).equals(described.photoList().sha256())) {
        throw new DamagedObjectException(
            place.object(key), "is damaged (its SHA-256 is another one)");
      }
      return PhotoList.read(file);
    }
  }
}
