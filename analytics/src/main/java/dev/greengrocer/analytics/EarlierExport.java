package dev.greengrocer.analytics;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.files.AtomicFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * The export that is in the place of a new one. Files in which nothing has changed are taken over
 * from it with their time, so that programs which copy or read what is new do so for the months in
 * which something happened.
 */
final class EarlierExport {

  private final Path folder;

  EarlierExport(Path folder) {
    this.folder = folder;
  }

  /**
   * Lets only an export, or nothing, be replaced.
   *
   * @throws InvalidConfigurationException if anything else is in the place
   */
  static void refuseAnythingElse(Path place) throws IOException {
    if (!Files.exists(place)) {
      return;
    }
    if (!Files.isDirectory(place)) {
      throw new InvalidConfigurationException("%s: is a file; give a folder".formatted(place));
    }
    Set<Path> known = known(place);
    Path folder = place.toRealPath(); // of a link, which would be the one thing that is found
    try (Stream<Path> found = Files.walk(folder)) {
      found
          .filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .map(folder::relativize)
          .filter(path -> !known.contains(path) && !belongsToTheSystem(path))
          .sorted()
          .findFirst()
          .ifPresent(
              stranger -> {
                throw new InvalidConfigurationException(
                    "%s: holds '%s', which no export wrote and which would be lost; move it, or choose another folder"
                        .formatted(place, stranger));
              });
    }
  }

  private static Set<Path> known(Path place) throws IOException {
    Path file = place.resolve(Manifest.NAME);
    if (!Files.isRegularFile(file)) {
      return Set.of();
    }
    try {
      Manifest manifest = Manifest.read(Files.readAllBytes(file));
      if (!Manifest.FORMAT.equals(manifest.format())) {
        return Set.of();
      }
      Set<Path> known = new HashSet<>(Set.of(Path.of(Manifest.NAME), Path.of(DataDictionary.NAME)));
      manifest.tables().stream()
          .flatMap(table -> table.files().stream())
          .forEach(entry -> known.add(Path.of(entry.path())));
      if (manifest.database() != null) {
        known.add(Path.of(manifest.database().path()));
      }
      return known;
    } catch (JacksonException | NullPointerException e) {
      return Set.of(); // Another program's, so it is named as what would be lost.
    }
  }

  /** What file managers leave behind. */
  private static boolean belongsToTheSystem(Path path) {
    String name = path.getFileName().toString();
    return name.equals(".DS_Store") || name.equals("desktop.ini") || name.equals("Thumbs.db");
  }

  /**
   * Puts the earlier file in the place of a new one when both have the same bytes.
   *
   * @return whether they have
   * @throws IOException if a file cannot be read or replaced
   */
  boolean takeOver(String path, Path fresh) throws IOException {
    Path earlier = folder.resolve(path);
    if (!Files.isRegularFile(earlier) || Files.mismatch(earlier, fresh) >= 0) {
      return false;
    }
    Path link = fresh.resolveSibling(fresh.getFileName() + ".link");
    try {
      Files.createLink(link, earlier);
      AtomicFile.moveUnforced(link, fresh); // within a staged folder, which is forced as a whole
    } catch (UnsupportedOperationException | FileSystemException e) {
      // No links here: the fresh file, which is the same, gets the time of the earlier one.
      Files.deleteIfExists(link);
      Files.setLastModifiedTime(fresh, Files.getLastModifiedTime(earlier));
    }
    return true;
  }
}
