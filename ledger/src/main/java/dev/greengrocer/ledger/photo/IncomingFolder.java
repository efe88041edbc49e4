package dev.greengrocer.ledger.photo;

import dev.greengrocer.StorageException;
import dev.greengrocer.ledger.database.DataDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where uploads wait until they are answered: a folder of the data directory that the server's user
 * alone can read. A server that was killed leaves files there, as they were sent, with all their
 * metadata; the next start deletes them.
 */
public final class IncomingFolder {

  private final Path path;

  private IncomingFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes the folder of a data directory, and empties it. The caller holds the data directory: no
   * other server's uploads are there.
   *
   * @throws StorageException if it cannot be made or emptied
   */
  public static IncomingFolder swept(DataDirectory directory) {
    Path path = directory.path().resolve("incoming");
    try {
      Files.createDirectories(path);
      if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      }
      try (DirectoryStream<Path> left = Files.newDirectoryStream(path)) {
        for (Path file : left) {
          if (!Files.isDirectory(file)) {
            Files.delete(file);
          }
        }
      }
      return new IncomingFolder(path);
    } catch (IOException e) {
      throw StorageException.writing(path, e);
    }
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  /** Makes a file for an upload, which the caller deletes. */
  public Path newFile() throws IOException {
    return Files.createTempFile(path, "", ".upload");
  }
}
