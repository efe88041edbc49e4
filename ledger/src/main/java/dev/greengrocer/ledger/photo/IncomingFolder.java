package dev.greengrocer.ledger.photo;

import dev.greengrocer.StorageException;
import dev.greengrocer.ledger.database.DataDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Where uploads wait until they are answered: a folder of the data directory that the server's user
 * alone can read. A server that was killed leaves files there, as they were sent, with all their
 * metadata; the next start deletes them. So does a full disk, on which Tomcat cannot finish a part
 * of a form and forgets it; an hour later it is deleted. Thread-safe.
 */
public final class IncomingFolder {

  /** More than a request takes from its first byte to its answer. */
  private static final Duration LONGEST = Duration.ofHours(1);

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
      deleteFiles(path, file -> true);
      return new IncomingFolder(path);
    } catch (IOException e) {
      throw StorageException.writing(path, e);
    }
  }

  /**
   * Deletes what no request can be writing or reading any more: slow ones are refused long before.
   *
   * @throws StorageException if the folder cannot be read or something in it not be deleted
   */
  @Scheduled(initialDelay = 60, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
  void deleteForgotten() {
    Instant before = Instant.now().minus(LONGEST); // by the clock that dates files
    try {
      deleteFiles(path, file -> Files.getLastModifiedTime(file).toInstant().isBefore(before));
    } catch (IOException e) {
      throw StorageException.writing(path, e);
    }
  }

  private static void deleteFiles(Path folder, DirectoryStream.Filter<Path> chosen)
      throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
      for (Path file : left) {
        try {
          if (!Files.isDirectory(file) && chosen.accept(file)) {
            Files.deleteIfExists(file);
          }
        } catch (NoSuchFileException ended) {
          // its request deleted it meanwhile
        }
      }
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
