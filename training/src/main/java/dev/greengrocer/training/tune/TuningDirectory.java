package dev.greengrocer.training.tune;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.AtomicFile;
import dev.greengrocer.files.FolderLock;
import dev.greengrocer.files.FolderTree;
import dev.greengrocer.files.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/** The folder of a search, held by one process at a time. */
final class TuningDirectory implements AutoCloseable {

  private static final String RECORD = "tune.yaml";
  private static final String TRIAL = "trial.json";
  private static final Pattern TRIAL_FOLDER = Pattern.compile("trial-\\d{4,}");
  private final Path root;
  private final FolderLock lock;

  private TuningDirectory(Path root, FolderLock lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Creates the folder if need be and takes hold of it.
   *
   * @param resume whether it may hold a search already
   * @throws InvalidConfigurationException if it holds something else, a search that is not to be
   *     resumed, or one that another process is at
   * @throws StorageException if it cannot be written
   */
  static TuningDirectory open(Path root, boolean resume) {
    try {
      Files.createDirectories(root);
      boolean begun = begun(root);
      if (begun && !resume) {
        throw new InvalidConfigurationException(
            root + ": holds a search already; add --resume to continue it or choose another --out");
      }
      if (!begun && holdsSomethingElse(root)) {
        throw new InvalidConfigurationException(
            root + ": is not empty and holds no search; choose another --out");
      }
      return new TuningDirectory(
          root,
          FolderLock.take(root)
              .orElseThrow(
                  () ->
                      new InvalidConfigurationException(
                          root
                              + ": another process is searching here; wait for it or choose another --out")));
    } catch (IOException e) {
      throw StorageException.writing(root, e);
    }
  }

  private static boolean holdsSomethingElse(Path root) throws IOException {
    return FolderTree.list(root).stream()
        .map(entry -> entry.getFileName().toString())
        .anyMatch(name -> !name.equals(FolderLock.NAME) && !name.startsWith(RECORD));
  }

  /** Whether a search has begun here. */
  boolean begun() {
    return begun(root);
  }

  /** Whether a search has begun in a folder. */
  static boolean begun(Path root) {
    return Files.exists(root.resolve(RECORD));
  }

  /** How the search was begun. */
  Path record() {
    return root.resolve(RECORD);
  }

  /** A row a training. */
  Path results() {
    return root.resolve("results.csv");
  }

  /** The options of the best trial. */
  Path best() {
    return root.resolve("best.yaml");
  }

  /** What mattered, as a picture. */
  Path plot() {
    return root.resolve("options.png");
  }

  /** The folder of one training, a run like any other. */
  Path run(TrialRun run) {
    return run(root, run);
  }

  static Path run(Path root, TrialRun run) {
    return root.resolve("trial-%04d".formatted(run.trial()))
        .resolve("rung-%d".formatted(run.rung().number()));
  }

  /** Every training that has begun, in the order of trials and rungs. */
  List<Path> runs() {
    try (Stream<Path> trials = Files.list(root)) {
      return trials
          .filter(folder -> TRIAL_FOLDER.matcher(folder.getFileName().toString()).matches())
          .sorted()
          .flatMap(TuningDirectory::entries)
          .filter(Files::isDirectory)
          .toList();
    } catch (IOException e) {
      throw StorageException.reading(root, e);
    }
  }

  private static Stream<Path> entries(Path folder) {
    try {
      return FolderTree.list(folder).stream();
    } catch (IOException e) {
      throw StorageException.reading(folder, e);
    }
  }

  /** Writes down what a training came to; from then on it counts as done. */
  static void finish(Path run, TrialOutcome outcome) {
    AtomicFile.write(run.resolve(TRIAL), Json.MAPPER.writeValueAsBytes(outcome));
  }

  /** What a training came to, or empty when it has not ended. */
  static Optional<TrialOutcome> outcome(Path run) {
    Path file = run.resolve(TRIAL);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.MAPPER.readValue(Files.readAllBytes(file), TrialOutcome.class));
    } catch (IOException | JacksonException e) {
      throw new StorageException(
          "%s: cannot be read; remove the folder %s to train that trial anew".formatted(file, run),
          e);
    }
  }

  @Override
  public void close() {
    lock.close();
  }
}
