package dev.greengrocer.files;

import dev.greengrocer.StorageException;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder for temporary files, locked while it is used and deleted at its end. A process that was
 * killed leaves its folder; the next process that makes one for the same purpose deletes it, as its
 * lock is free.
 *
 * <pre>{@code
 * try (TemporaryFolder folder = TemporaryFolder.open("export")) {
 *   Files.write(folder.path().resolve("table.csv"), bytes);
 * }
 * }</pre>
 *
 * <p>Not thread-safe; many may be open at once.
 */
public final class TemporaryFolder implements AutoCloseable {

  /** A folder without a lock may be one that is being made. */
  private static final Duration YOUNG = Duration.ofMinutes(10);

  private static final int ATTEMPTS = 5;
  private static final Set<String> SWEPT = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FolderLock lock;

  private TemporaryFolder(Path path, FolderLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes a folder, and deletes those of processes that were killed when it is the first one of
   * this process for its purpose.
   *
   * @param purpose a word of its name
   * @throws IOException if it cannot be made
   */
  public static TemporaryFolder open(String purpose) throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    if (SWEPT.add(purpose)) {
      sweep(temporary, purpose);
    }
    return in(temporary, purpose);
  }

  /** Makes a folder in another one. */
  static TemporaryFolder in(Path parent, String purpose) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<TemporaryFolder> made = tryIn(parent, purpose);
      if (made.isPresent()) {
        return made.get();
      }
    }
    throw new IOException(parent + ": other processes delete its folders");
  }

  /** Empty when another process that sweeps came between the folder and its lock. */
  private static Optional<TemporaryFolder> tryIn(Path parent, String purpose) throws IOException {
    Path path = Files.createTempDirectory(parent, prefix(purpose));
    try {
      Optional<FolderLock> lock = FolderLock.take(path);
      if (lock.isPresent() && Files.exists(path.resolve(FolderLock.NAME))) {
        return Optional.of(new TemporaryFolder(path, lock.get()));
      }
      lock.ifPresent(FolderLock::close);
      return Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Deletes the folders for one purpose that belong to the same user and are not in use. What
   * cannot be deleted stays for the next process.
   */
  static void sweep(Path parent, String purpose) throws IOException {
    try (TemporaryFolder own = in(parent, purpose);
        DirectoryStream<Path> folders = Files.newDirectoryStream(parent, prefix(purpose) + "*")) {
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

  private static String prefix(String purpose) {
    return "greengrocer-" + purpose + "-";
  }

  /** The folder; beside what is written into it, it holds the file of its lock. */
  public Path path() {
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
