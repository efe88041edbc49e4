package dev.greengrocer.lab.dataset.source;

import dev.greengrocer.StorageException;
import dev.greengrocer.files.FolderTree;
import dev.greengrocer.lab.dataset.source.LeftOut.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The photos in a folder and the folders in it, sorted by name, found as they are asked for: only
 * the listings of the folders on the way are in memory. Links to folders are not followed.
 *
 * <p>Photos are known by their bytes, see {@link PhotoKind}; a file that is only named like one is
 * given as well, so that its fault is reported. Hidden files, system folders and everything else is
 * left out and counted.
 */
public final class PhotoWalk implements Iterator<Path> {

  private final Path root;
  private final @Nullable Predicate<Path> wanted;
  private final LeftOut leftOut;
  private final Deque<Iterator<Path>> listings = new ArrayDeque<>();
  private @Nullable Path next;
  private boolean begun;

  private PhotoWalk(Path root, @Nullable Predicate<Path> wanted, LeftOut leftOut) {
    this.root = root;
    this.wanted = wanted;
    this.leftOut = leftOut;
  }

  /**
   * Walks through all photos.
   *
   * @param folder where to begin
   * @param leftOut counts what is left out, as the walk goes on
   */
  public static PhotoWalk photos(Path folder, LeftOut leftOut) {
    return new PhotoWalk(folder, null, leftOut);
  }

  /**
   * Walks through the files that the caller asked for by a pattern, whatever they are; only system
   * folders and hidden ones are left out.
   *
   * @param wanted given each file's path, which begins with the folder's
   */
  public static PhotoWalk matching(Path folder, Predicate<Path> wanted, LeftOut leftOut) {
    return new PhotoWalk(folder, wanted, leftOut);
  }

  @Override
  public boolean hasNext() {
    if (!begun) {
      begun = true;
      listings.push(list(root));
      next = advance();
    }
    return next != null;
  }

  @Override
  public Path next() {
    Path found = hasNext() ? next : null;
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
      String name = String.valueOf(entry.getFileName());
      boolean folder = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
      if (SystemNames.isSystemFolder(name) && Files.isDirectory(entry)) {
        leftOut.add(Reason.SYSTEM_FOLDER, name);
      } else if (SystemNames.isHidden(name)) {
        leftOut.add(Reason.HIDDEN, name);
      } else if (folder) {
        listings.push(list(entry));
      } else if (Files.isDirectory(entry)) {
        leftOut.add(Reason.LINK, name);
      } else if (isWanted(entry, name)) {
        return entry;
      }
    }
    return null;
  }

  private boolean isWanted(Path file, String name) {
    if (wanted != null) {
      return wanted.test(file);
    }
    PhotoKind kind = PhotoKind.of(file);
    if (kind.isOffered()) {
      return true;
    }
    leftOut.add(
        switch (kind) {
          case SPECIAL -> Reason.NOT_A_FILE;
          case MISSING -> Reason.LINK;
          default -> Reason.NOT_A_PHOTO;
        },
        name);
    return false;
  }

  private Iterator<Path> list(Path folder) {
    try {
      return FolderTree.list(folder).iterator();
    } catch (IOException e) {
      if (folder.equals(root)) {
        throw new StorageException(
            folder + ": the folder cannot be read; check that it exists and its permissions", e);
      }
      leftOut.add(Reason.UNREADABLE, root.relativize(folder).toString());
      return Collections.emptyIterator();
    }
  }
}
