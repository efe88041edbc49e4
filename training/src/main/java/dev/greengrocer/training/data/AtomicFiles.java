package dev.greengrocer.training.data;

import dev.greengrocer.StorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files and folders that are there whole or not at all, whatever kills the process or the machine:
 * written beside their place, forced to the disk, then moved.
 */
public final class AtomicFiles {

  private static final String PARTIAL = ".partial";

  private AtomicFiles() {}

  /**
   * Replaces a file.
   *
   * @throws StorageException if it cannot be written; the old file is still there
   */
  public static void write(Path file, byte[] content) {
    Path partial = partialOf(file);
    try {
      Files.write(partial, content);
      moveIntoPlace(partial, file);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** Where to write what {@link #moveIntoPlace} then moves. */
  public static Path partialOf(Path file) {
    return file.resolveSibling(file.getFileName() + PARTIAL);
  }

  /**
   * Forces a finished file, or a folder and the files in it, to the disk and moves it to its place.
   *
   * @throws IOException if that fails; the place is as it was
   */
  public static void moveIntoPlace(Path partial, Path place) throws IOException {
    if (Files.isDirectory(partial)) {
      for (Path file : list(partial)) {
        force(file);
      }
    }
    force(partial);
    Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(place.toAbsolutePath().resolveSibling("."));
  }

  /** The files of a folder, sorted by name. */
  public static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  /** Deletes a folder with all that it holds, if it is there. */
  public static void deleteFolder(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** The failure to tell the user about. */
  public static StorageException unwritable(Path place, IOException cause) {
    return new StorageException(
        "%s: cannot be written (%s); check the permissions and the free space"
            .formatted(place, cause),
        cause);
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
