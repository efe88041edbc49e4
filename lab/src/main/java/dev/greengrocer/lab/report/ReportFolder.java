package dev.greengrocer.lab.report;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.FolderTree;
import dev.greengrocer.files.StagedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of results that is there whole or not at all, see {@link StagedFolder}.
 *
 * <p>Open it before long work, so that a place that cannot be written is reported at once. Closing
 * it unmoved deletes what was written.
 */
public final class ReportFolder implements AutoCloseable {

  private final Path place;
  private final StagedFolder staged;

  private ReportFolder(Path place, StagedFolder staged) {
    this.place = place;
    this.staged = staged;
  }

  /**
   * Makes the folder beside the place.
   *
   * @param place where the results will be; earlier results there are replaced when the new ones
   *     are complete
   * @param mark a file that tells earlier results from a folder of something else
   * @throws InvalidConfigurationException if something else is there, or another run is writing it
   * @throws StorageException if nothing can be written there
   */
  public static ReportFolder open(Path place, String mark) {
    return new ReportFolder(
        place, StagedFolder.open(place, taken -> refuseSomethingElse(taken, mark)));
  }

  /** Writes one file. */
  public void write(String name, byte[] content) {
    try {
      Files.write(staged.path().resolve(name), content);
    } catch (IOException e) {
      throw StorageException.writing(place.resolve(name), e);
    }
  }

  /** Puts the results in their place; earlier ones step aside first and are then deleted. */
  public void moveIntoPlace() {
    staged.moveIntoPlace();
  }

  @Override
  public void close() {
    staged.close();
  }

  private static void refuseSomethingElse(Path place, String mark) throws IOException {
    if (!Files.exists(place) || Files.exists(place.resolve(mark))) {
      return;
    }
    if (!Files.isDirectory(place)) {
      throw new InvalidConfigurationException(
          place + ": a file of that name exists; choose another folder");
    }
    if (!FolderTree.list(place).isEmpty()) {
      throw new InvalidConfigurationException(
          "%s: the folder is not empty and holds no %s, so it is not an earlier result; choose another folder or empty it"
              .formatted(place, mark));
    }
  }
}
