package dev.greengrocer.files;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder that is there whole or not at all: built beside its place, forced to the disk, then
 * moved.
 *
 * <pre>{@code
 * try (StagedFolder staged = StagedFolder.open(place, place -> refuseSomethingElse(place))) {
 *   Files.write(staged.path().resolve("data.csv"), bytes);
 *   staged.moveIntoPlace();
 * }
 * }</pre>
 *
 * <p>All that a run leaves beside the place is one hidden folder {@code .NAME.staged}:
 *
 * <ul>
 *   <li>{@code .lock}, held while the run lives, so that a second run for the same place is
 *       refused;
 *   <li>{@code new}, the folder that is being built;
 *   <li>{@code old}, the folder that was in the place, between the two moves;
 *   <li>{@code discarded}, an old folder that is being deleted;
 *   <li>{@code scratch}, what is needed only while the new folder is built.
 * </ul>
 *
 * A run that is killed leaves the place as it was, complete with the new folder, or (between the
 * two moves) empty with {@code old} whole: the next {@link #open} or {@link #recover} moves that
 * back. Closing it unmoved deletes what was written. Not thread-safe.
 */
public final class StagedFolder implements AutoCloseable {

  private static final String NEW = "new";
  private static final String OLD = "old";
  private static final String DISCARDED = "discarded";
  private static final String SCRATCH = "scratch";
  private static final int PATIENCE_MILLISECONDS = 2_000;

  /** More than runs that come and go need; where no folder can be made, such as /proc, it ends. */
  private static final int LOCK_ATTEMPTS = 10_000;

  private final Path place;
  private final Path stage;
  private final FolderLock lock;

  private StagedFolder(Path place, Path stage, FolderLock lock) {
    this.place = place;
    this.stage = stage;
    this.lock = lock;
  }

  /** Whether what is in the place may be replaced. */
  @FunctionalInterface
  public interface Check {

    /**
     * Called with the place as the caller gave it, after what a killed run left there is repaired.
     *
     * @throws IOException if it cannot be looked at
     */
    void refuseUnlessReplaceable(Path place) throws IOException;
  }

  /**
   * Makes the folder beside the place, and what it lies in. Open it before long work, so that a
   * place that cannot be written is known at once.
   *
   * @param place where the folder will be; a link to a folder means that folder
   * @param check throws when what is there must not be replaced
   * @throws InvalidConfigurationException if another run is writing this folder
   * @throws StorageException if nothing can be written there
   */
  public static StagedFolder open(Path place, Check check) {
    try {
      Path target = target(place);
      Path stage = stageOf(target);
      Path parent = Files.createDirectories(Objects.requireNonNull(target.getParent()));
      requireReplaceable(place, target, parent);
      FolderLock lock =
          lock(stage)
              .orElseThrow(
                  () ->
                      new InvalidConfigurationException(
                          place
                              + ": another run is writing this folder; wait for it or choose"
                              + " another"));
      StagedFolder staged = new StagedFolder(target, stage, lock);
      try {
        staged.repair();
        check.refuseUnlessReplaceable(place);
        FolderTree.delete(staged.path());
        FolderTree.delete(staged.scratch());
        Files.createDirectory(staged.path());
        return staged;
      } catch (IOException | RuntimeException e) {
        staged.close();
        throw e;
      }
    } catch (IOException e) {
      throw StorageException.writing(place, e);
    }
  }

  /**
   * For those who read the folder: if a run was killed between its two moves, moves the old folder
   * back into its place. Costs one look at the disk when the place is there.
   *
   * @throws StorageException if the old folder cannot be moved back
   */
  public static void recover(Path place) {
    try {
      if (Files.exists(place)) {
        return;
      }
      Path target = target(place);
      Path stage = stageOf(target);
      long patience = System.nanoTime() + PATIENCE_MILLISECONDS * 1_000_000L;
      while (!Files.exists(target) && Files.exists(stage.resolve(OLD))) {
        Optional<FolderLock> lock = lock(stage);
        if (lock.isPresent()) {
          StagedFolder killed = new StagedFolder(target, stage, lock.get());
          try (killed) {
            killed.repair();
          }
          return;
        }
        if (System.nanoTime() > patience) {
          return;
        }
        pause(); // The run that holds the lock is between its two moves.
      }
    } catch (IOException e) {
      throw StorageException.writing(place, e);
    }
  }

  /** The folder to build in. */
  public Path path() {
    return stage.resolve(NEW);
  }

  /** A folder for what is needed only until the end; it does not exist yet, and is deleted. */
  public Path scratch() {
    return stage.resolve(SCRATCH);
  }

  /**
   * Forces the new folder to the disk and puts it in its place; what was there is deleted.
   *
   * @throws StorageException if that fails; then the place is as it was
   */
  public void moveIntoPlace() {
    try {
      FolderTree.force(path());
      if (Files.exists(place)) {
        Files.move(place, stage.resolve(OLD), StandardCopyOption.ATOMIC_MOVE);
      }
      try {
        Files.move(path(), place, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        repair();
      }
      FolderTree.forceNames(Objects.requireNonNull(place.getParent()));
    } catch (IOException e) {
      throw StorageException.writing(place, e);
    }
  }

  /** Deletes what was written unless it was moved, and lets the next run come. */
  @Override
  public void close() {
    try (lock) {
      FolderTree.delete(path());
      FolderTree.delete(scratch());
      FolderTree.delete(stage.resolve(DISCARDED));
      if (!Files.exists(stage.resolve(OLD))) {
        Files.deleteIfExists(stage.resolve(FolderLock.NAME));
        Files.deleteIfExists(stage);
      }
    } catch (DirectoryNotEmptyException e) {
      return; // The next run has come already.
    } catch (IOException e) {
      throw StorageException.writing(stage, e);
    }
  }

  /** With the lock held: moves the old folder back, or sets it aside when the place is taken. */
  private void repair() throws IOException {
    Path old = stage.resolve(OLD);
    if (!Files.exists(old)) {
      return;
    }
    if (Files.exists(place)) {
      // Half of a deleted folder must never pass for an old one.
      FolderTree.delete(stage.resolve(DISCARDED));
      Files.move(old, stage.resolve(DISCARDED), StandardCopyOption.ATOMIC_MOVE);
    } else {
      Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
    }
    FolderTree.forceNames(Objects.requireNonNull(place.getParent()));
    FolderTree.forceNames(stage);
  }

  /**
   * Takes the lock. The run that held it last deletes the lock file and the stage at its end, so a
   * lock on a file that is no longer there is none, and is taken again.
   */
  private static Optional<FolderLock> lock(Path stage) throws IOException {
    Path file = stage.resolve(FolderLock.NAME);
    for (int attempt = 1; ; attempt++) {
      try {
        Files.createDirectories(stage);
        if (!Files.exists(file)) {
          Files.createFile(file);
        }
        Object before = key(file);
        Optional<FolderLock> lock = FolderLock.take(stage);
        if (lock.isEmpty() || (Files.exists(file) && before.equals(key(file)))) {
          return lock;
        }
        lock.get().close();
      } catch (NoSuchFileException | FileAlreadyExistsException e) {
        if ((Files.exists(stage) && !Files.isDirectory(stage)) || attempt == LOCK_ATTEMPTS) {
          throw e;
        }
        // Another run came or went in between; look again.
      }
    }
  }

  /** What tells a file from a later one of the same name. */
  private static Object key(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    @Nullable Object key = attributes.fileKey();
    return key == null ? attributes.creationTime() : key;
  }

  /** What would fail at the end, after long work, or in words that lead to the wrong folder. */
  private static void requireReplaceable(Path place, Path target, Path parent) throws IOException {
    if (!Files.isWritable(parent)) {
      throw new StorageException(
          "%s: the new folder is built beside it, and %s cannot be written; give a folder in one that can be, or change who may write that"
              .formatted(place, parent));
    }
    if (Files.isDirectory(target)
        && !Files.getFileStore(target).equals(Files.getFileStore(parent))) {
      throw new InvalidConfigurationException(
          "%s: a disk is mounted there, so no new folder can take its place; give a folder in it, such as %s"
              .formatted(place, place.resolve("current")));
    }
  }

  private static Path target(Path place) throws IOException {
    Path absolute = place.toAbsolutePath().normalize();
    if (absolute.getFileName() == null) {
      throw new InvalidConfigurationException(place + ": not a folder that can be written");
    }
    if (Files.isSymbolicLink(absolute) && !Files.exists(absolute)) {
      throw new InvalidConfigurationException(
          "%s: is a link to %s, which is not there; make that folder, or give another"
              .formatted(place, Files.readSymbolicLink(absolute)));
    }
    return Files.isDirectory(absolute) ? absolute.toRealPath() : absolute;
  }

  private static Path stageOf(Path target) {
    return target.resolveSibling("." + target.getFileName() + ".staged");
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while another run replaces the folder", e);
    }
  }
}
