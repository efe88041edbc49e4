package dev.greengrocer.cli;

import dev.greengrocer.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files in a folder and the folders in it, sorted by name, found as they are asked for: only
 * the listings of the folders on the way are in memory. Links to folders are not followed.
 */
final class FolderPhotos implements Iterator<Path> {

  private final Predicate<Path> wanted;
  private final Deque<Iterator<Path>> listings = new ArrayDeque<>();
  private @Nullable Path next;

  FolderPhotos(Path folder, Predicate<Path> wanted) {
    this.wanted = wanted;
    listings.push(list(folder));
    next = advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Path next() {
    Path found = next;
    if (found == null) {
      throw new NoSuchElementException();
    }
    next = advance();
    return found;
  }

  private @Nullable Path advance() {
    while (!listings.isEmpty()) {
      if (!listings.peek().hasNext()) {
        listings.pop();
        continue;
      }
      Path entry = listings.peek().next();
      if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        listings.push(list(entry));
      } else if (!Files.isDirectory(entry) && wanted.test(entry)) {
        return entry;
      }
    }
    return null;
  }

  private static Iterator<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> sorted = entries.sorted().toList();
      return sorted.iterator();
    } catch (IOException e) {
      throw new StorageException(
          folder + ": the folder cannot be read; check that it exists and its permissions", e);
    }
  }
}
