package dev.greengrocer.lab.dataset.source;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.StorageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a folder of photos offers, found by the names of its folders. Immutable.
 *
 * <p>The rule, at the folder itself: if a sub-folder is named {@code train}, {@code val}, {@code
 * valid}, {@code validation} or {@code test}, these are published splits of class folders; else, if
 * a sub-folder directly holds an image, every sub-folder is a class, walked to any depth; else the
 * sub-folders are collections, each read by this same rule. Hidden files and the folders of systems
 * ({@code @eaDir}, {@code $RECYCLE.BIN}, {@code lost+found} …) are skipped at every depth and
 * counted. Links are followed.
 *
 * <pre>{@code
 * ImageFolder found = ImageFolder.scan(folder, "market");
 * System.out.println(found.photos().size() + " photos in class folders");
 * found.strays().forEach(stray -> System.out.println("in no class folder: " + stray));
 * found.emptyClasses().forEach(name -> System.out.println("without a photo: " + name));
 * }</pre>
 *
 * @param name what to call the folder in reports: the first part of every path
 * @param photos every file inside a class folder, sorted by path
 * @param strays files that lie outside the class folders, sorted by path
 * @param emptyClasses class folders without any file, as paths, sorted
 * @param hiddenFiles how many hidden files, hidden folders and system folders were skipped
 */
public record ImageFolder(
    String name,
    List<SourcePhoto> photos,
    List<Rejection> strays,
    List<String> emptyClasses,
    int hiddenFiles) {

  /** Copies the lists. */
  public ImageFolder {
    photos = List.copyOf(photos);
    strays = List.copyOf(strays);
    emptyClasses = List.copyOf(emptyClasses);
  }

  /**
   * Lists a folder without opening its photos.
   *
   * @param folder the folder
   * @param name what to call it in reports
   * @throws InvalidDatasetException if it is missing or holds no class folder
   * @throws StorageException if it cannot be listed
   */
  public static ImageFolder scan(Path folder, String name) {
    return scan(folder, name, folder);
  }

  /**
   * @param shown what to call the folder in messages: the zip that it was unpacked from
   */
  static ImageFolder scan(Path folder, String name, Path shown) {
    if (!Files.exists(folder)) {
      throw new InvalidDatasetException(
          shown + ": no such folder; give a folder of class folders, or a zip of one");
    }
    if (!Files.isDirectory(folder)) {
      throw new InvalidDatasetException(
          shown + ": not a folder; give a folder of class folders, or a zip of one");
    }
    ImageFolderScan scan = new ImageFolderScan();
    scan.root(folder, name);
    ImageFolder found = scan.result(name);
    if (found.photos().isEmpty() && found.emptyClasses().isEmpty()) {
      throw new InvalidDatasetException(noClasses(found, shown));
    }
    return found;
  }

  private static String noClasses(ImageFolder found, Path shown) {
    List<String> zips =
        found.strays().stream()
            .map(Rejection::path)
            .filter(path -> path.toLowerCase(Locale.ROOT).endsWith(".zip"))
            .map(path -> path.substring(path.indexOf('/') + 1))
            .limit(3)
            .toList();
    return zips.isEmpty()
        ? "%s: no class folder found (%d files lie outside one)%s; put the photos of each class into a folder that bears its name"
            .formatted(
                shown,
                found.strays().size(),
                found.hiddenFiles() == 0
                    ? ""
                    : ", %d hidden or of the system".formatted(found.hiddenFiles()))
        : "%s: no class folder found, but zips in it (%s); unpack it and give those zips"
            .formatted(shown, String.join(", ", zips));
  }
}
