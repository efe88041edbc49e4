package dev.greengrocer.ledger.database;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.Overlap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Where everything is kept that a server must not lose.
 *
 * @param path the folder; it exists
 */
public record DataDirectory(Path path) {

  /**
   * Other users of a shared machine must not read customers' numbers and the hashes of passwords.
   */
  private static final Set<PosixFilePermission> OWNER_ALONE =
      PosixFilePermissions.fromString("rwx------");

  /**
   * Makes the folder when it is not there yet, for its owner alone where the file system knows
   * owners.
   *
   * @throws StorageException if it cannot be made
   */
  public static DataDirectory at(Path path) {
    try {
      Path folder = path.toAbsolutePath().normalize();
      if (!Files.isDirectory(folder)) {
        make(folder);
      }
      return new DataDirectory(folder);
    } catch (IOException e) {
      throw StorageException.writing(path, e);
    }
  }

  private static void make(Path folder) throws IOException {
    Path parent = folder.getParent();
    if (parent == null || !folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(folder);
      return;
    }
    Files.createDirectories(parent);
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
  }

  /** The SQLite file. */
  public Path database() {
    return path.resolve("greengrocer.sqlite");
  }

  /** The folder of the photos. */
  public Path photos() {
    return path.resolve("photos");
  }

  /** The folder of the photos that wait until a bucket has them. */
  public Path photosQueue() {
    return path.resolve("photos-queue");
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
