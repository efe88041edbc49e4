package dev.greengrocer.training.loop;

import dev.greengrocer.StorageException;
import dev.greengrocer.files.AtomicFile;
import dev.greengrocer.files.FolderTree;
import dev.greengrocer.files.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/**
 * The saved states of a run: a folder an epoch, of which the last and the best are kept.
 *
 * <p>A folder gets its name only when it is whole and on the disk, so the one with the highest
 * number is always good, whenever the process was killed.
 */
public final class Checkpoints {

  private static final Pattern NAME = Pattern.compile("epoch-\\d{4,}");
  private static final String HISTORY = "history.json";
  private final Path directory;

  /**
   * Uses a folder, which need not exist yet.
   *
   * @param directory such as {@code RUN/checkpoints}
   */
  public Checkpoints(Path directory) {
    this.directory = directory;
  }

  /** Brings a learner to the last saved state, if there is one. */
  History resume(Learner learner) {
    Optional<Path> last = last();
    last.ifPresent(learner::load);
    return last.map(Checkpoints::readHistory).orElse(History.NONE);
  }

  /** The epochs up to the last saved state. */
  public History history() {
    return last().map(Checkpoints::readHistory).orElse(History.NONE);
  }

  /**
   * Brings a learner to the state after an epoch that was kept.
   *
   * @param epoch the last or the best
   */
  public void load(Learner learner, EpochMetrics epoch) {
    learner.load(folder(epoch.epoch()));
  }

  /** Saves the state after the latest epoch, then removes what is neither last nor best. */
  void save(Learner learner, History history) {
    Path place = folder(history.epochs().size());
    Path partial = AtomicFile.partialOf(place);
    try {
      FolderTree.delete(partial);
      Files.createDirectories(partial);
      learner.save(partial);
      Files.write(partial.resolve(HISTORY), Json.MAPPER.writeValueAsBytes(history));
      AtomicFile.moveIntoPlace(partial, place);
      prune(history);
    } catch (IOException e) {
      throw StorageException.writing(place, e);
    }
  }

  /** Says where the last good state lies. */
  String describe(History history) {
    return history.last().isEmpty()
        ? "No epoch had ended, so no checkpoint was written"
        : "The last good checkpoint is " + folder(history.epochs().size());
  }

  private void prune(History history) throws IOException {
    List<Path> kept =
        List.of(
            folder(history.last().orElseThrow().epoch()),
            folder(history.best().orElseThrow().epoch()));
    for (Path entry : FolderTree.list(directory)) {
      if (!kept.contains(entry)) {
        FolderTree.delete(entry);
      }
    }
  }

  private Path folder(int epoch) {
    return directory.resolve("epoch-%04d".formatted(epoch));
  }

  private Optional<Path> last() {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try {
      return FolderTree.list(directory).stream()
          .filter(folder -> NAME.matcher(folder.getFileName().toString()).matches())
          .reduce((earlier, later) -> later);
    } catch (IOException e) {
      throw new StorageException(directory + ": cannot be read; check its permissions", e);
    }
  }

  private static History readHistory(Path checkpoint) {
    Path file = checkpoint.resolve(HISTORY);
    try {
      return Json.MAPPER.readValue(Files.readAllBytes(file), History.class);
    } catch (IOException | JacksonException e) {
      throw new StorageException(
          "%s: cannot be read; remove the folder to continue from the checkpoint before it"
              .formatted(file),
          e);
    }
  }
}
