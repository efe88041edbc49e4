package dev.greengrocer.files;

import dev.greengrocer.StorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps a folder for one process at a time; a process that dies lets go of it. Thread-safe. */
public final class FolderLock implements AutoCloseable {

  /** The file that is locked; it holds nothing, and stays. */
  public static final String NAME = ".lock";

  // POSIX lets go of a process's lock on a file when the process closes that file anywhere, so a
  // file that is locked here must not even be opened a second time.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes hold of a folder.
   *
   * @return empty when another process, or another part of this one, has it
   * @throws IOException if nothing can be written there
   */
  public static Optional<FolderLock> take(Path folder) throws IOException {
    Path file = folder.toRealPath().resolve(NAME);
    if (!HELD_HERE.add(file)) {
      return Optional.empty();
    }
    @Nullable FileChannel channel = null;
    boolean taken = false;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      taken = lock(channel);
      return taken ? Optional.of(new FolderLock(file, channel)) : Optional.empty();
    } finally {
      if (!taken) {
        if (channel != null) {
          channel.close();
        }
        HELD_HERE.remove(file);
      }
    }
  }

  /**
   * Keeps an open file for one process at a time; closing the channel lets go of it.
   *
   * @return false when another process, or another part of this one, has it
   * @throws IOException if the system cannot lock files there
   */
  public static boolean lock(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw StorageException.writing(file, e);
    } finally {
      HELD_HERE.remove(file);
    }
  }
}
