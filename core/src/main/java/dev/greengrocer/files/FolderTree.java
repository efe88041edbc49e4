package dev.greengrocer.files;

import dev.greengrocer.concurrent.WorkerPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/** A folder with all that it holds. Links in it are never followed. Stateless. */
public final class FolderTree {

  /** Journals write what several threads force in one go, so more threads than processors help. */
  private static final int FORCING_THREADS = 16;

  private FolderTree() {}

  /**
   * The entries of a folder, sorted by name.
   *
   * @throws IOException if it cannot be listed
   */
  public static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  /**
   * Deletes a folder with all that it holds, or a file, if it is there.
   *
   * @throws IOException if something of it cannot be deleted
   */
  public static void delete(Path folder) throws IOException {
    for (Path path : deepestFirst(folder)) {
      Files.deleteIfExists(path);
    }
  }

  /**
   * Forces a file, or a folder with all that it holds, to the disk: contents and names. The name of
   * the folder itself belongs to its parent, see {@link #forceNames}.
   *
   * @throws IOException if the disk refuses
   */
  public static void force(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    List<Path> folders = new ArrayList<>();
    for (Path path : deepestFirst(folder)) {
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        folders.add(path);
      } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        files.add(path);
      }
    }
    forceFiles(files);
    for (Path path : folders) {
      forceNames(path);
    }
  }

  /**
   * Forces to the disk what the entries of a folder are called. Does nothing where a folder cannot
   * be opened, as on Windows.
   *
   * @throws IOException if the disk refuses
   */
  public static void forceNames(Path folder) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(folder, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      return;
    }
    try (channel) {
      channel.force(true);
    }
  }

  private static void forceFiles(List<Path> files) throws IOException {
    if (files.size() <= 2) {
      for (Path file : files) {
        forceFile(file);
      }
      return;
    }
    try (WorkerPool threads =
        WorkerPool.fixed(Math.min(FORCING_THREADS, files.size()), "forcing")) {
      threads.map(files, FolderTree::forceUnchecked);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CancellationException e) {
      throw new IOException("interrupted while files were forced to the disk", e);
    }
  }

  private static Path forceUnchecked(Path file) {
    try {
      forceFile(file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void forceFile(Path file) throws IOException {
    try (FileChannel channel = open(file)) {
      channel.force(true);
    }
  }

  /** For writing, as Windows asks for; a file that allows only reading is forced that way. */
  private static FileChannel open(Path file) throws IOException {
    try {
      return FileChannel.open(file, StandardOpenOption.WRITE);
    } catch (AccessDeniedException e) {
      return FileChannel.open(file, StandardOpenOption.READ);
    }
  }

  private static List<Path> deepestFirst(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return Collections.emptyList();
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
