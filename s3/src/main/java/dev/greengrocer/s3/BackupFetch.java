package dev.greengrocer.s3;

import dev.greengrocer.StorageException;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.ledger.database.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Fetches one backup into a folder. */
final class BackupFetch {

  private final S3Address place;
  private final S3Objects objects;
  private final DataDirectory to;
  private final Path known;

  BackupFetch(S3Address place, S3Objects objects, DataDirectory to, Path known) {
    this.place = place;
    this.objects = objects;
    this.to = to;
    this.known = known;
  }

  /**
   * Fetches it.
   *
   * @return the photos that are missing or damaged, in words; they are left out
   * @throws DamagedObjectException if the database or the list of photos is
   */
  List<String> fetch(String name, BackupDescription described) throws IOException {
    requireSpace(described.database().bytes());
    fetch(BackupKeys.database(name), to.database(), described.database());

    Path list = to.path().resolve("photos.txt.gz");
    fetch(BackupKeys.photoList(name), list, described.photoList());
    SortedMap<String, Long> photos = read(list, BackupKeys.photoList(name));
    Files.delete(list);
    requireSpace(
        photos.entrySet().stream()
            .filter(photo -> !isKnown(photo.getKey(), photo.getValue()))
            .mapToLong(Map.Entry::getValue)
            .sum());
    List<String> leftOut = new ArrayList<>();
    for (Map.Entry<String, Long> photo : photos.entrySet()) {
      try {
        fetchPhoto(photo.getKey(), photo.getValue());
      } catch (DamagedObjectException e) {
        Files.deleteIfExists(to.photos().resolve(photo.getKey()));
        leftOut.add(e.words());
      }
    }
    return leftOut;
  }

  private void fetchPhoto(String path, long bytes) throws IOException {
    Path file = to.photos().resolve(path);
    Files.createDirectories(file.getParent());
    if (isKnown(path, bytes) && isWhole(path, known.resolve(path))) {
      link(known.resolve(path), file);
      return;
    }
    String key = BackupKeys.PHOTOS + path;
    if (PhotoList.isThumbnail(path)) {
      requireSize(key, bytes, sizeOfFetched(key, file));
    } else {
      fetch(key, file, new BackupDescription.Part(bytes, PhotoList.sha256(path)));
    }
  }

  private boolean isKnown(String path, long bytes) {
    try {
      Path file = known.resolve(path);
      return Files.isRegularFile(file) && Files.size(file) == bytes;
    } catch (IOException e) {
      return false; // then it is fetched
    }
  }

  private static boolean isWhole(String path, Path file) throws IOException {
    return PhotoList.isThumbnail(path) || Sha256.ofFile(file).equals(PhotoList.sha256(path));
  }

  private static void link(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(from, to); // a file system without second names
    }
  }

  private void fetch(String key, Path file, BackupDescription.Part part) throws IOException {
    requireSize(key, part.bytes(), sizeOfFetched(key, file));
    String sha256 = Sha256.ofFile(file);
    if (!sha256.equals(part.sha256())) {
      throw damaged(key, "its SHA-256 is %s instead of %s".formatted(sha256, part.sha256()));
    }
  }

  private long sizeOfFetched(String key, Path file) throws IOException {
    if (!objects.get(key, file)) {
      throw new DamagedObjectException(place.object(key), "is not there");
    }
    return Files.size(file);
  }

  private void requireSize(String key, long wanted, long found) {
    if (wanted != found) {
      throw damaged(key, "it has %d bytes instead of %d".formatted(found, wanted));
    }
  }

  private SortedMap<String, Long> read(Path list, String key) {
    try {
      return PhotoList.read(list);
    } catch (IOException e) {
      throw damaged(key, String.valueOf(e.getMessage()));
    }
  }

  private DamagedObjectException damaged(String key, String how) {
    return new DamagedObjectException(place.object(key), "is damaged (%s)".formatted(how));
  }

  private void requireSpace(long bytes) throws IOException {
    long free = Files.getFileStore(to.path()).getUsableSpace();
    // Twice: what is fetched is copied to its place before it is deleted.
    if (free < 2 * bytes) {
      throw new StorageException(
          "%s: has %d MB free, and restoring %s needs %d MB; make space"
              .formatted(to.path(), free / 1_000_000, place, 2 * bytes / 1_000_000));
    }
  }
}
