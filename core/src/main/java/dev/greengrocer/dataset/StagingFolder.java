package dev.greengrocer.dataset;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.StorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder beside the output in which a data set is built, and then moved into place whole.
 *
 * <p>Killed at any moment, a run leaves the output as it was (or absent) or complete, and at most
 * stale folders beside it, which the next run for the same output removes. While it is open, a lock
 * keeps a second run away. Closing it unmoved deletes it.
 */
final class StagingFolder implements AutoCloseable {

  private static final String LOCK = ".lock";

  private final Path out;
  private final Path folder;
  private final Path replaced;
  private final FileChannel channel;
  private boolean open = true;

  private StagingFolder(Path out, Path folder, Path replaced, FileChannel channel) {
    this.out = out;
    this.folder = folder;
    this.replaced = replaced;
    this.channel = channel;
  }

  /**
   * @param out where the data set will lie
   * @param force whether a data set that lies there may be replaced
   * @throws InvalidConfigurationException if something lies there that must not be replaced, or
   *     another run is writing it
   * @throws StorageException if the folder cannot be made
   */
  static StagingFolder open(Path out, boolean force) {
    Path absolute = out.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    Path name = absolute.getFileName();
    if (parent == null || name == null) {
      throw new InvalidConfigurationException(out + ": not a folder that can be written");
    }
    Path folder = parent.resolve("." + name + ".preparing");
    Path replaced = parent.resolve("." + name + ".replaced");
    try {
      Files.createDirectories(parent);
      recover(absolute, replaced);
      refuseUnlessReplaceable(out, absolute, force);
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new InvalidConfigurationException(
            out + ": another run is writing this data set; wait for it or choose another folder");
      }
      clear(folder);
      return new StagingFolder(absolute, folder, replaced, channel);
    } catch (IOException e) {
      throw StorageException.writing(out, e);
    }
  }

  /** The folder to build in. */
  Path path() {
    return folder;
  }

  /** Deletes a folder in it that was needed only to build, if it is there. */
  void discard(String name) {
    try {
      delete(folder.resolve(name));
    } catch (IOException e) {
      throw StorageException.writing(folder, e);
    }
  }

  /** Puts the finished data set where it belongs, in place of an older one. */
  void moveIntoPlace() {
    try {
      Files.delete(folder.resolve(LOCK));
      if (Files.exists(out)) {
        Files.move(out, replaced, StandardCopyOption.ATOMIC_MOVE);
      }
      try {
        Files.move(folder, out, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        recover(out, replaced);
        throw e;
      }
      open = false;
      channel.close();
      delete(replaced);
    } catch (IOException e) {
      throw StorageException.writing(out, e);
    }
  }

  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    try {
      channel.close();
      delete(folder);
    } catch (IOException e) {
      throw StorageException.writing(folder, e);
    }
  }

  /** A run that was killed between its two moves left the older data set under its other name. */
  private static void recover(Path out, Path replaced) throws IOException {
    if (Files.exists(replaced)) {
      if (Files.exists(out)) {
        delete(replaced);
      } else {
        Files.move(replaced, out, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static void refuseUnlessReplaceable(Path out, Path absolute, boolean force)
      throws IOException {
    if (!Files.exists(absolute)) {
      return;
    }
    if (!Files.isDirectory(absolute)) {
      throw new InvalidConfigurationException(
          out + ": a file of that name exists; choose another folder");
    }
    try (Stream<Path> children = Files.list(absolute)) {
      if (children.findAny().isEmpty()) {
        return;
      }
    }
    if (!isDataset(absolute)) {
      throw new InvalidConfigurationException(
          out + ": the folder is not empty and not a data set; choose another or empty it");
    }
    if (!force) {
      throw new InvalidConfigurationException(
          out + ": a data set lies there already; give --force to replace it");
    }
  }

  private static boolean isDataset(Path folder) {
    Path metadata = folder.resolve(DatasetFiles.DATASET);
    if (!Files.isRegularFile(metadata)
        || !Files.isRegularFile(folder.resolve(DatasetFiles.MANIFEST))) {
      return false;
    }
    try {
      CroissantMetadata.read(metadata);
      return true;
    } catch (InvalidDatasetException e) {
      return false;
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void clear(Path folder) throws IOException {
    List<Path> stale;
    try (Stream<Path> children = Files.list(folder)) {
      stale = children.filter(child -> !child.endsWith(LOCK)).toList();
    }
    for (Path child : stale) {
      delete(child);
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
