package dev.greengrocer.ledger.database;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.FolderLock;
import java.io.IOException;

/**
 * The right to a data directory: one server has it at a time, or one command that puts another
 * database in its place. The system takes it back when the process ends, however it ends.
 */
public final class DataDirectoryLock implements AutoCloseable {

  private final FolderLock lock;

  private DataDirectoryLock(FolderLock lock) {
    this.lock = lock;
  }

  /**
   * Takes the right.
   *
   * @throws InvalidConfigurationException if another process has it
   * @throws StorageException if the directory cannot be written
   */
  public static DataDirectoryLock take(DataDirectory directory) {
    try {
      return FolderLock.take(directory.path())
          .map(DataDirectoryLock::new)
          .orElseThrow(
              () ->
                  new InvalidConfigurationException(
                      "--data-dir %s: a server runs on it; stop it first, or give another directory"
                          .formatted(directory.path())));
    } catch (IOException e) {
      throw StorageException.writing(directory.path().resolve(FolderLock.NAME), e);
    }
  }

  @Override
  public void close() {
    lock.close();
  }
}
