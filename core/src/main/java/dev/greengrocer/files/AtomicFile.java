package dev.greengrocer.files;

import dev.greengrocer.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is there whole or not at all: written beside its place, forced to the disk, then
 * moved. Stateless.
 *
 * <pre>{@code
 * AtomicFile.write(folder.resolve("results.csv"), bytes);
 *
 * Path partial = AtomicFile.partialOf(file); // for what does not fit into memory
 * … write partial …
 * AtomicFile.moveIntoPlace(partial, file);
 * }</pre>
 */
public final class AtomicFile {

  private static final String PARTIAL = ".partial";

  private AtomicFile() {}

  /**
   * Replaces a file.
   *
   * @throws StorageException if it cannot be written; the old file is still there
   */
  public static void write(Path file, byte[] content) {
    Path partial = partialOf(file);
    try {
      try {
        Files.write(partial, content);
        moveIntoPlace(partial, file);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw StorageException.writing(file, e);
    }
  }

  /** Where to write what {@link #moveIntoPlace} then moves. */
  public static Path partialOf(Path file) {
    return file.resolveSibling(file.getFileName() + PARTIAL);
  }

  /**
   * Forces a finished file, or a folder with all that it holds, to the disk and moves it to its
   * place, in the same folder. A folder cannot take the place of one that holds files; use {@link
   * StagedFolder} for that.
   *
   * @throws IOException if that fails; the place is as it was
   */
  public static void moveIntoPlace(Path partial, Path place) throws IOException {
    FolderTree.force(partial);
    Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    FolderTree.forceNames(place.toAbsolutePath().resolveSibling("."));
  }
}
