package dev.greengrocer.lab.dataset.source;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.StorageException;
import dev.greengrocer.lab.dataset.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One walk through an {@link ImageFolder}; the fields collect what it meets. */
final class ImageFolderScan {

  private final List<SourcePhoto> photos = new ArrayList<>();
  private final List<Rejection> strays = new ArrayList<>();
  private final List<String> emptyClasses = new ArrayList<>();
  private final Set<Path> openFolders = new HashSet<>();
  private int hiddenFiles;

  ImageFolder result(String name) {
    photos.sort(Comparator.comparing(SourcePhoto::path));
    strays.sort(Comparator.comparing(Rejection::path));
    emptyClasses.sort(Comparator.naturalOrder());
    return new ImageFolder(name, photos, strays, emptyClasses, hiddenFiles);
  }

  /** Applies the layout rule to a folder. */
  void root(Path folder, String path) {
    List<Path> folders = foldersAndStrays(folder, path);
    if (folders.stream().anyMatch(sub -> Split.parse(fileName(sub)).isPresent())) {
      for (Path sub : folders) {
        Optional<Split> split = Split.parse(fileName(sub));
        String subPath = path + "/" + fileName(sub);
        if (split.isPresent()) {
          classes(foldersAndStrays(sub, subPath), subPath, split);
        } else {
          strayFolder(sub, subPath);
        }
      }
    } else if (folders.stream().anyMatch(this::holdsImages)
        || folders.stream().noneMatch(this::holdsFolders)) {
      classes(folders, path, Optional.empty());
    } else {
      for (Path sub : folders) {
        inside(sub, () -> root(sub, path + "/" + fileName(sub)));
      }
    }
  }

  private void classes(List<Path> folders, String path, Optional<Split> split) {
    for (Path folder : folders) {
      int before = photos.size();
      String classPath = path + "/" + fileName(folder);
      photosOf(folder, classPath, fileName(folder), split);
      if (photos.size() == before) {
        emptyClasses.add(classPath);
      }
    }
  }

  private void photosOf(Path folder, String path, String className, Optional<Split> split) {
    for (Path child : visible(folder)) {
      String childPath = path + "/" + fileName(child);
      if (Files.isDirectory(child)) {
        inside(child, () -> photosOf(child, childPath, className, split));
      } else {
        photos.add(new SourcePhoto(childPath, child, className, split));
      }
    }
  }

  private List<Path> foldersAndStrays(Path folder, String path) {
    List<Path> folders = new ArrayList<>();
    for (Path child : visible(folder)) {
      if (Files.isDirectory(child)) {
        folders.add(child);
      } else {
        stray(path + "/" + fileName(child));
      }
    }
    return folders;
  }

  private void strayFolder(Path folder, String path) {
    for (Path child : visible(folder)) {
      String childPath = path + "/" + fileName(child);
      if (Files.isDirectory(child)) {
        inside(child, () -> strayFolder(child, childPath));
      } else {
        stray(childPath);
      }
    }
  }

  private void stray(String path) {
    strays.add(
        new Rejection(path, RejectionReason.OUTSIDE_CLASS_FOLDERS, "not inside a class folder"));
  }

  private boolean holdsImages(Path folder) {
    return listing(folder).stream().anyMatch(child -> !isHidden(child) && isPhoto(child));
  }

  private static boolean isPhoto(Path child) {
    return !Files.isDirectory(child) && PhotoKind.of(child).isOffered();
  }

  private boolean holdsFolders(Path folder) {
    return listing(folder).stream().anyMatch(child -> !isHidden(child) && Files.isDirectory(child));
  }

  /** Guards against links that lead back into a folder that is being walked. */
  private void inside(Path folder, Runnable walk) {
    Path real;
    try {
      real = folder.toRealPath();
    } catch (IOException e) {
      throw StorageException.reading(folder, e);
    }
    if (!openFolders.add(real)) {
      throw new InvalidDatasetException(
          folder + ": a link that leads back to a folder above it; remove the link");
    }
    walk.run();
    openFolders.remove(real);
  }

  private List<Path> visible(Path folder) {
    List<Path> all = listing(folder);
    List<Path> visible = all.stream().filter(child -> !isHidden(child)).toList();
    hiddenFiles += all.size() - visible.size();
    return visible;
  }

  private static List<Path> listing(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted(Comparator.comparing(ImageFolderScan::fileName)).toList();
    } catch (IOException e) {
      throw StorageException.reading(folder, e);
    }
  }

  private static boolean isHidden(Path path) {
    String name = fileName(path);
    return SystemNames.isHidden(name)
        || (SystemNames.isSystemFolder(name) && Files.isDirectory(path));
  }

  private static String fileName(Path path) {
    return String.valueOf(path.getFileName());
  }
}
