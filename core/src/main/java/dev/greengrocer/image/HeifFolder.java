package dev.greengrocer.image;

import dev.greengrocer.StorageException;
import dev.greengrocer.files.FolderLock;
import dev.greengrocer.files.FolderTree;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A temporary folder for one photo, locked while it is used. A process that was killed leaves its
 * folder with the photo in it; the next process that converts one deletes it, as its lock is free.
 * Not thread-safe; each photo has one of its own.
 */
final class HeifFolder implements AutoCloseable {

  private static final String PREFIX = "greengrocer-heif-";

  /** A folder without a lock may be one that is being made. */
  private static final Duration YOUNG = Duration.ofMinutes(10);

  private static final int ATTEMPTS = 5;
  private static final AtomicBoolean SWEPT = new AtomicBoolean();

  private final Path path;
  private final FolderLock lock;

  private HeifFolder(Path path, FolderLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes a folder, and deletes those of processes that were killed when it is the first one of
   * this process.
   *
   * @throws IOException if it cannot be made
   */
  static HeifFolder open() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    if (!SWEPT.getAndSet(true)) {
      sweep(temporary);
    }
    return in(temporary);
  }

  /** Makes a folder in another one. */
  static HeifFolder in(Path parent) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<HeifFolder> made = tryIn(parent);
      if (made.isPresent()) {
        return made.get();
      }
    }
    throw new IOException(parent + ": other processes delete its folders");
  }

  /** Empty when another process that sweeps came between the folder and its lock. */
  private static Optional<HeifFolder> tryIn(Path parent) throws IOException {
    Path path = Files.createTempDirectory(parent, PREFIX);
    try {
      Optional<FolderLock> lock = FolderLock.take(path);
      if (lock.isPresent() && Files.exists(path.resolve(FolderLock.NAME))) {
        return Optional.of(new HeifFolder(path, lock.get()));
      }
      lock.ifPresent(FolderLock::close);
      return Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Deletes the folders in another one that belong to the same user and are not in use. What cannot
   * be deleted stays for the next process.
   */
  static void sweep(Path parent) throws IOException {
    try (HeifFolder own = in(parent);
        DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      UserPrincipal owner = Files.getOwner(own.path());
      for (Path folder : folders) {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && !folder.equals(own.path())) {
          sweep(folder, owner);
        }
      }
    }
  }

  private static void sweep(Path folder, UserPrincipal owner) {
    try {
      if (!Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(owner) || isBeingMade(folder)) {
        return;
      }
      Optional<FolderLock> lock = FolderLock.take(folder);
      if (lock.isPresent()) {
        lock.get().close();
        FolderTree.delete(folder);
      }
    } catch (IOException | StorageException e) {
      return; // its process deletes it in this moment, or it cannot be deleted
    }
  }

  private static boolean isBeingMade(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      return !files.iterator().hasNext()
          && Files.getLastModifiedTime(folder).toInstant().isAfter(Instant.now().minus(YOUNG));
    }
  }

  /** The folder. */
  Path path() {
    return path;
  }

  @Override
  public void close() {
    lock.close();
    try {
      FolderTree.delete(path);
    } catch (IOException e) {
      throw StorageException.writing(path, e);
    }
  }
}
