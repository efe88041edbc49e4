package dev.greengrocer.files;

import dev.greengrocer.StorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
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
 * AtomicFile.stream(file, out -> photo.transferTo(out)); // for what does not fit into memory
 *
 * Path partial = AtomicFile.partialOf(file); // for what others write
 * … write partial …
 * AtomicFile.moveIntoPlace(partial, file);
 * }</pre>
 */
public final class AtomicFile {

  private static final String PARTIAL = ".partial";

  private AtomicFile() {}

  /** Writes what a file holds, in pieces. */
  @FunctionalInterface
  public interface Content {

    /**
     * Writes all of it; the caller closes the stream.
     *
     * @throws IOException if it cannot be written, or what it is made of not be read
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Replaces a file.
   *
   * @throws StorageException if it cannot be written; the old file is still there
   */
  public static void write(Path file, byte[] content) {
    try {
      stream(file, out -> out.write(content));
    } catch (IOException e) {
      throw StorageException.writing(file, e);
    }
  }

  /**
   * Replaces a file by content that comes in pieces.
   *
   * @throws IOException if it cannot be written; the old file is still there, and nothing of the
   *     new one
   */
  public static void stream(Path file, Content content) throws IOException {
    Path partial = partialOf(file);
    try {
      try (OutputStream out = Files.newOutputStream(partial)) {
        content.writeTo(out);
      }
      moveIntoPlace(partial, file);
    } finally {
      Files.deleteIfExists(partial);
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
    moveUnforced(partial, place);
    FolderTree.forceNames(place.toAbsolutePath().resolveSibling("."));
  }

  /**
   * Moves a finished file to its place, in the same folder, and leaves the forcing to the caller:
   * {@link FolderTree#force} does that faster for many files at once.
   *
   * @throws IOException if that fails; the place is as it was
   */
  public static void moveUnforced(Path partial, Path place) throws IOException {
    Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Moves a finished file to its place, in the same folder, unless a file is there already. Not
   * forced to the disk.
   *
   * @return whether it was moved
   * @throws IOException if that fails for another reason
   */
  public static boolean moveIfFree(Path partial, Path place) throws IOException {
    try {
      Files.move(partial, place);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }
}
