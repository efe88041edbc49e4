package dev.greengrocer.ledger.database;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.Overlap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where everything is kept that a server must not lose.
 *
 * @param path the folder; it exists
 */
public record DataDirectory(Path path) {

  /**
   * Makes the folder when it is not there yet.
   *
   * @throws StorageException if it cannot be made
   */
  public static DataDirectory at(Path path) {
    try {
      return new DataDirectory(Files.createDirectories(path.toAbsolutePath().normalize()));
    } catch (IOException e) {
      throw StorageException.writing(path, e);
    }
  }

  /** The SQLite file. */
  public Path database() {
    return path.resolve("greengrocer.sqlite");
  }

  /** The folder of the photos. */
  public Path photos() {
    return path.resolve("photos");
  }

  /**
   * Refuses a folder that is this one, holds it or lies in it, links followed.
   *
   * @param folder what is going to be written; it may not exist yet
   * @throws InvalidConfigurationException if it is no other place
   * @throws StorageException if it cannot be looked at
   */
  public void requireElsewhere(Path folder) {
    if (Overlap.between(path, folder)) {
      throw new InvalidConfigurationException(
          "%s: is, holds or lies in the data directory %s; give a folder elsewhere"
              .formatted(folder, path));
    }
  }
}
