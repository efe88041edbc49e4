package dev.greengrocer.training;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.FolderLock;
import dev.greengrocer.files.FolderTree;
import dev.greengrocer.training.loop.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder of a run, held by one process at a time. */
final class RunDirectory implements AutoCloseable {

  /** The file whose presence says that a run has begun. */
  static final String CONFIG = "config.yaml";

  private final Path root;
  private final FolderLock lock;

  private RunDirectory(Path root, FolderLock lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Creates the folder if need be and takes hold of it.
   *
   * @param resume whether it may hold a run already
   * @throws InvalidConfigurationException if it holds something else, a run that is not to be
   *     resumed, or one that another process is training
   * @throws StorageException if it cannot be written
   */
  static RunDirectory open(Path root, boolean resume) {
    try {
      Files.createDirectories(root);
      requireFree(root, resume);
      FolderLock lock =
          FolderLock.take(root)
              .orElseThrow(
                  () ->
                      new InvalidConfigurationException(
                          root
                              + ": another process is training this run; wait for it or choose another --out"));
      return new RunDirectory(root, lock);
    } catch (IOException e) {
      throw StorageException.writing(root, e);
    }
  }

  private static void requireFree(Path root, boolean resume) throws IOException {
    List<Path> entries = FolderTree.list(root);
    boolean begun = Files.exists(root.resolve(CONFIG));
    if (begun && !resume) {
      throw new InvalidConfigurationException(
          root + ": holds a run already; add --resume to continue it or choose another --out");
    }
    boolean foreign =
        entries.stream()
            .map(entry -> entry.getFileName().toString())
            .anyMatch(name -> !name.equals(FolderLock.NAME) && !name.startsWith(CONFIG));
    if (!begun && foreign) {
      throw new InvalidConfigurationException(
          root + ": is not empty and holds no run; choose another --out");
    }
  }

  /** Whether a run has begun here. */
  boolean begun() {
    return Files.exists(config());
  }

  /** Every option, and where the run came from. */
  Path config() {
    return root.resolve(CONFIG);
  }

  /** A row an epoch. */
  Path results() {
    return root.resolve("results.csv");
  }

  /** Losses and accuracy over the epochs. */
  Path curves() {
    return root.resolve("curves.png");
  }

  /** The model bundle. */
  Path model() {
    return root.resolve("model");
  }

  /** The saved states. */
  Checkpoints checkpoints() {
    return new Checkpoints(root.resolve("checkpoints"));
  }

  @Override
  public void close() {
    lock.close();
  }
}
