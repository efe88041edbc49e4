package dev.greengrocer.dataset;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Opens the sources of a preparation: lists folders, unpacks zips, gives each a name of its own.
 */
final class SourceFolders {

  private SourceFolders() {}

  /**
   * @param sources folders or zips
   * @param unpacked where zips are unpacked; it need not exist
   */
  static List<ImageFolder> open(List<Path> sources, Path unpacked, PrepareListener listener) {
    listener.stepStarted("listing sources", sources.size());
    Set<String> names = new HashSet<>();
    List<ImageFolder> folders = new ArrayList<>();
    for (Path source : sources) {
      String name = uniqueName(source, names);
      folders.add(ImageFolder.scan(isZip(source) ? unzip(source, unpacked, name) : source, name));
      listener.stepAdvanced();
    }
    return folders;
  }

  /**
   * @throws InvalidConfigurationException if writing the output would change a source
   */
  static void refuseOverlap(List<Path> sources, Path out) {
    Path target = real(out);
    for (Path source : sources) {
      Path from = real(source);
      if (target.startsWith(from) || from.startsWith(target)) {
        throw new InvalidConfigurationException(
            "--out %s and source %s lie one inside the other; write the data set elsewhere"
                .formatted(out, source));
      }
    }
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

  private static boolean isZip(Path source) {
    return Files.isRegularFile(source)
        && String.valueOf(source.getFileName()).toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  private static Path unzip(Path zip, Path unpacked, String name) {
    Path folder = unpacked.resolve(name);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw StorageException.writing(folder, e);
    }
    new ZipExtractor(ZipLimits.DEFAULT).extract(zip, folder);
    return folder;
  }

  private static String uniqueName(Path source, Set<String> taken) {
    Path last = source.toAbsolutePath().normalize().getFileName();
    if (last == null) {
      throw new InvalidDatasetException(source + ": not a folder of photos");
    }
    String file = last.toString();
    String plain = isZip(source) ? file.substring(0, file.length() - ".zip".length()) : file;
    String name = plain;
    for (int count = 2; !taken.add(name); count++) {
      name = plain + "-" + count;
    }
    return name;
  }
}
