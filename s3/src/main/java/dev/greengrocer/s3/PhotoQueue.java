package dev.greengrocer.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.greengrocer.StorageException;
import dev.greengrocer.files.AtomicFile;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.photo.PhotoFolder;
import dev.greengrocer.ledger.photo.PhotoName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The photos that a bucket does not have yet: files of a folder of the data directory, forced to
 * the disk, with no more bytes together than allowed. They are there after a restart, too. One
 * server writes to it; thread-safe.
 */
final class PhotoQueue {

  private static final int LOCKS = 64;

  private final PhotoFolder folder;
  private final long mostBytes;
  private final Map<PhotoName, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();
  private final Object[] locks = new Object[LOCKS];

  /** The queue of a data directory, of which nothing is read yet. */
  PhotoQueue(DataDirectory directory, long mostBytes) {
    this.folder = new PhotoFolder(directory.photosQueue());
    this.mostBytes = mostBytes;
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new Object();
    }
  }

  /** A photo that waits. */
  private record Entry(long size, Instant keptAt, Instant notBefore) {}

  /**
   * Reads what an earlier run left.
   *
   * @throws StorageException if it cannot be read
   */
  void load(Instant now) {
    folder.eachKeptBefore(now, sha256 -> {}); // half of a photo is of a process that was killed
    for (PhotoName name : folder.names()) {
      Path file = folder.place(name);
      try {
        long size = Files.size(file);
        entries.put(name, new Entry(size, Files.getLastModifiedTime(file).toInstant(), now));
        bytes.addAndGet(size);
      } catch (IOException e) {
        throw StorageException.reading(file, e);
      }
    }
  }

  /** The files, for those who only look. */
  PhotoFolder folder() {
    return folder;
  }

  /** Which queue it is, whatever the data directory is called: an id that is made once. */
  String id() {
    Path file = folder.path().resolveSibling(folder.path().getFileName() + ".id");
    try {
      if (!Files.exists(file)) {
        AtomicFile.write(file, Ids.next().getBytes(UTF_8));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    }
  }

  /**
   * Keeps a photo or thumbnail; it is on the disk when this returns.
   *
   * @return false if there is no room for it
   * @throws StorageException if it cannot be written
   */
  boolean keep(PhotoName name, byte[] content, Instant now) {
    synchronized (lock(name)) {
      Entry there = entries.get(name);
      if (there != null) {
        touch(name, now); // whoever is about to drop it sees that it is wanted again
        entries.put(name, new Entry(there.size, now, there.notBefore));
        return true;
      }
      if (bytes.addAndGet(content.length) > mostBytes) {
        bytes.addAndGet(-content.length);
        return false;
      }
      try {
        folder.write(name, content);
        entries.put(name, new Entry(content.length, now, now));
        return true;
      } catch (RuntimeException e) {
        bytes.addAndGet(-content.length);
        throw e;
      }
    }
  }

  private void touch(PhotoName name, Instant now) {
    Path file = folder.place(name);
    try {
      Files.setLastModifiedTime(file, FileTime.from(now));
    } catch (IOException e) {
      throw StorageException.writing(file, e);
    }
  }

  /** Those whose time has come, the oldest first. */
  List<PhotoName> due(Instant now, int most) {
    return entries.entrySet().stream()
        .filter(entry -> !entry.getValue().notBefore.isAfter(now))
        .sorted(
            Comparator.comparing((Map.Entry<PhotoName, Entry> entry) -> entry.getValue().keptAt)
                .thenComparing(entry -> entry.getKey().path()))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** When a photo was last sent; empty when it does not wait. */
  Optional<Instant> keptAt(PhotoName name) {
    return Optional.ofNullable(entries.get(name)).map(Entry::keptAt);
  }

  /** Leaves a photo alone for a while. */
  void later(PhotoName name, Instant moment) {
    entries.computeIfPresent(name, (same, entry) -> new Entry(entry.size, entry.keptAt, moment));
  }

  /** Takes a photo out: the bucket has it. */
  void remove(PhotoName name) {
    removeIfKeptBefore(name, Instant.MAX);
  }

  /**
   * Takes a photo out, unless it was sent again meanwhile.
   *
   * @return whether it is gone
   */
  boolean removeIfKeptBefore(PhotoName name, Instant moment) {
    synchronized (lock(name)) {
      Entry entry = entries.get(name);
      if (entry == null || !entry.keptAt.isBefore(moment)) {
        return entry == null;
      }
      folder.erase(name);
      entries.remove(name);
      bytes.addAndGet(-entry.size);
      return true;
    }
  }

  private Object lock(PhotoName name) {
    return locks[Math.floorMod(name.hashCode(), LOCKS)];
  }

  /** How the queue is. */
  Length length() {
    return new Length(
        entries.keySet().stream().filter(name -> !name.isThumbnail()).count(),
        bytes.get(),
        mostBytes,
        entries.values().stream().map(Entry::keptAt).min(Comparator.naturalOrder()));
  }

  /** The same of a queue that another process may be writing: as its files are. */
  Length lengthOfFiles() {
    long photos = 0;
    long size = 0;
    Optional<Instant> oldest = Optional.empty();
    for (PhotoName name : folder.names()) {
      Path file = folder.place(name);
      try {
        size += Files.size(file);
        Instant keptAt = Files.getLastModifiedTime(file).toInstant();
        oldest = oldest.filter(known -> known.isBefore(keptAt)).or(() -> Optional.of(keptAt));
        photos += name.isThumbnail() ? 0 : 1;
      } catch (NoSuchFileException e) {
        // the bucket has it now
      } catch (IOException e) {
        throw StorageException.reading(file, e);
      }
    }
    return new Length(photos, size, mostBytes, oldest);
  }

  /**
   * How much waits.
   *
   * @param photos how many photos, thumbnails not counted
   * @param bytes how long they and the thumbnails are together
   * @param mostBytes how long they may be
   * @param oldest since when the oldest waits; empty when none does
   */
  record Length(long photos, long bytes, long mostBytes, Optional<Instant> oldest) {

    Duration age(Instant now) {
      return oldest.map(at -> Duration.between(at, now)).orElse(Duration.ZERO);
    }
  }
}
