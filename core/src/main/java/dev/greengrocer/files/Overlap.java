package dev.greengrocer.files;

import dev.greengrocer.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether writing one folder would change another, however both are named: through links, relative,
 * or not there yet. Stateless.
 */
public final class Overlap {

  private Overlap() {}

  /**
   * Whether two places are the same, or one lies inside the other.
   *
   * @throws StorageException if the folders above cannot be read
   */
  public static boolean between(Path one, Path other) {
    Path first = real(one);
    Path second = real(other);
    return first.startsWith(second) || second.startsWith(first);
  }

  private static Path real(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      for (Path known = absolute; known != null; known = known.getParent()) {
        if (Files.exists(known)) {
          return known.toRealPath().resolve(known.relativize(absolute)).normalize();
        }
      }
      return absolute;
    } catch (IOException e) {
      throw StorageException.reading(path, e);
    }
  }
}
