package dev.greengrocer.lab.dataset.source;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.Overlap;
import dev.greengrocer.files.RegularFile;
import dev.greengrocer.lab.dataset.PrepareListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Opens the sources of a preparation: lists folders, unpacks zips, gives each a name of its own.
 */
public final class SourceFolders {

  private SourceFolders() {}

  /**
   * What the sources offer.
   *
   * @param folders one for each source
   * @param damaged files that are known to be damaged, and how
   */
  public record Opened(List<ImageFolder> folders, Map<Path, String> damaged) {}

  /**
   * Opens folders as they are and unpacks zips.
   *
   * @param sources folders or zips
   * @param unpacked where zips are unpacked; it need not exist
   */
  public static Opened open(List<Path> sources, Path unpacked, PrepareListener listener) {
    listener.stepStarted("listing sources", sources.size());
    Set<String> names = new HashSet<>();
    List<ImageFolder> folders = new ArrayList<>();
    Map<Path, String> damaged = new HashMap<>();
    for (Path source : sources) {
      String name = uniqueName(source, names);
      Path folder = isZip(source) ? unzip(source, unpacked, name, damaged) : source;
      folders.add(ImageFolder.scan(folder, name, source));
      listener.stepAdvanced();
    }
    return new Opened(folders, damaged);
  }

  /**
   * Checks that the output lies in no source and no source in the output.
   *
   * @throws InvalidConfigurationException if writing the output would change a source
   */
  public static void refuseOverlap(List<Path> sources, Path out) {
    for (Path source : sources) {
      if (Overlap.between(out, source)) {
        throw new InvalidConfigurationException(
            "--out %s and source %s lie one inside the other; write the data set elsewhere"
                .formatted(out, source));
      }
    }
  }

  /** By its name, or by its first bytes whatever its name. */
  private static boolean isZip(Path source) {
    return Files.isRegularFile(source) && (isNamedZip(source) || beginsAsZip(source));
  }

  private static boolean isNamedZip(Path source) {
    return String.valueOf(source.getFileName()).toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  private static boolean beginsAsZip(Path source) {
    try {
      String start = new String(RegularFile.read(source, 4), StandardCharsets.ISO_8859_1);
      return start.equals("PK\3\4") || start.equals("PK\5\6");
    } catch (IOException e) {
      throw StorageException.reading(source, e);
    }
  }

  private static Path unzip(Path zip, Path unpacked, String name, Map<Path, String> damaged) {
    Path folder = unpacked.resolve(name);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw StorageException.writing(folder, e);
    }
    damaged.putAll(new ZipExtractor(ZipLimits.DEFAULT).extract(zip, folder));
    return folder;
  }

  private static String uniqueName(Path source, Set<String> taken) {
    Path last = source.toAbsolutePath().normalize().getFileName();
    if (last == null) {
      throw new InvalidDatasetException(source + ": not a folder of photos");
    }
    String file = last.toString();
    String plain =
        isZip(source) && isNamedZip(source)
            ? file.substring(0, file.length() - ".zip".length())
            : file;
    String name = plain;
    for (int count = 2; !taken.add(name); count++) {
      name = plain + "-" + count;
    }
    return name;
  }
}
