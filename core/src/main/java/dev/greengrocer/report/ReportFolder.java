package dev.greengrocer.report;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of results that is there whole or not at all: written beside its place, then moved.
 *
 * <p>Open it before long work, so that a place that cannot be written is told at once. Closing it
 * unmoved deletes what was written. A run that is killed leaves the place as it was and a hidden
 * folder beside it, which the next run for the same place removes.
 */
public final class ReportFolder implements AutoCloseable {

  private final Path place;
  private final Path partial;
  private final Path replaced;

  private ReportFolder(Path place) {
    this.place = place;
    this.partial = place.resolveSibling("." + place.getFileName() + ".partial");
    this.replaced = place.resolveSibling("." + place.getFileName() + ".replaced");
  }

  /**
   * Makes the folder beside the place.
   *
   * @param place where the results will stand; earlier results there are replaced when the new ones
   *     are complete
   * @param mark a file that tells earlier results from a folder of something else
   * @throws InvalidConfigurationException if something else stands there
   * @throws StorageException if nothing can be written there
   */
  public static ReportFolder open(Path place, String mark) {
    ReportFolder folder = new ReportFolder(place.toAbsolutePath().normalize());
    try {
      folder.recover();
      refuseSomethingElse(place, mark);
      delete(folder.partial);
      Files.createDirectories(folder.partial);
      return folder;
    } catch (IOException e) {
      throw StorageException.writing(place, e);
    }
  }

  /** Writes one file. */
  public void write(String name, byte[] content) {
    try {
      Files.write(partial.resolve(name), content);
    } catch (IOException e) {
      throw StorageException.writing(place.resolve(name), e);
    }
  }

  /** Puts the results in their place; earlier ones step aside first and are then deleted. */
  public void moveIntoPlace() {
    try {
      if (Files.exists(place)) {
        Files.move(place, replaced, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
      delete(replaced);
    } catch (IOException e) {
      throw StorageException.writing(place, e);
    }
  }

  @Override
  public void close() {
    try {
      recover();
      delete(partial);
    } catch (IOException e) {
      throw StorageException.writing(place, e);
    }
  }

  /** A run that was stopped between its two moves left the earlier results under another name. */
  private void recover() throws IOException {
    if (Files.exists(replaced)) {
      if (Files.exists(place)) {
        delete(replaced);
      } else {
        Files.move(replaced, place, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static void refuseSomethingElse(Path place, String mark) throws IOException {
    if (!Files.exists(place) || Files.exists(place.resolve(mark))) {
      return;
    }
    if (!Files.isDirectory(place)) {
      throw new InvalidConfigurationException(
          place + ": a file of that name exists; choose another folder");
    }
    try (Stream<Path> children = Files.list(place)) {
      if (children.findAny().isPresent()) {
        throw new InvalidConfigurationException(
            "%s: the folder is not empty and holds no %s, so it is not an earlier result; choose another folder or empty it"
                .formatted(place, mark));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> tree = Files.walk(folder)) {
      deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
