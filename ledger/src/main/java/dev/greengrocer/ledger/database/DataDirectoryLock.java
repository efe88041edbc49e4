package dev.greengrocer.ledger.database;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to a data directory: one server has it at a time, or one command that puts another
 * database in its place. The system takes it back when the process ends, however it ends.
 */
public final class DataDirectoryLock implements AutoCloseable {

  private final FileChannel file;

  private DataDirectoryLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Takes the right.
   *
   * @throws InvalidConfigurationException if another process has it
   * @throws StorageException if the directory cannot be written
   */
  public static DataDirectoryLock take(DataDirectory directory) {
    Path place = directory.path().resolve(".lock");
    try {
      FileChannel file =
          FileChannel.open(place, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(file) == null) {
        file.close();
        throw new InvalidConfigurationException(
            "--data-dir %s: a server runs on it; stop it first, or give another directory"
                .formatted(directory.path()));
      }
      return new DataDirectoryLock(file);
    } catch (IOException e) {
      throw StorageException.writing(place, e);
    }
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another server in this very process
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
