package dev.greengrocer.ledger.backup;

import dev.greengrocer.files.AtomicFile;
import dev.greengrocer.files.FolderTree;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.ledger.photo.KeptPhoto;
import dev.greengrocer.ledger.photo.PhotoFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** Copies photos from one folder of photos into another. A photo is there whole or not at all. */
final class PhotoFiles {

  private static final String PARTIAL = ".partial";

  private PhotoFiles() {}

  /**
   * Copies those that are not there yet and forces all to the disk.
   *
   * @return how many photos there are, thumbnails not counted
   */
  static int copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return 0;
    }
    int photos = 0;
    try (Stream<Path> tree = Files.walk(from)) {
      Iterator<Path> files = tree.filter(Files::isRegularFile).iterator();
      while (files.hasNext()) {
        Path file = files.next();
        String name = file.getFileName().toString();
        if (name.endsWith(PARTIAL)) {
          continue;
        }
        Path place = to.resolve(from.relativize(file).toString());
        boolean there = Files.exists(place) && Files.size(place) == Files.size(file);
        if ((there || copyOne(file, place)) && !name.contains(".thumbnail")) {
          photos++;
        }
      }
    }
    FolderTree.force(to);
    return photos;
  }

  /**
   * Copies a photo again whose copy is damaged.
   *
   * @return whether the photo itself is whole, and so is its copy now
   */
  static boolean repair(String sha256, PhotoFolder kept, PhotoFolder copies) throws IOException {
    Optional<KeptPhoto> photo = Sha256.isValid(sha256) ? kept.find(sha256, null) : Optional.empty();
    if (photo.isEmpty() || !isWhole(sha256, photo.get())) {
      return false;
    }
    try {
      copies.keep(sha256, photo.get());
      return true;
    } catch (NoSuchFileException e) {
      return false; // erased in the meantime
    }
  }

  private static boolean isWhole(String sha256, KeptPhoto photo) throws IOException {
    try (InputStream bytes = photo.open()) {
      return Sha256.of(bytes).equals(sha256);
    }
  }

  private static boolean copyOne(Path file, Path place) throws IOException {
    Files.createDirectories(place.getParent());
    Path partial = place.resolveSibling("." + place.getFileName() + PARTIAL);
    try {
      Files.copy(file, partial, StandardCopyOption.REPLACE_EXISTING);
      AtomicFile.moveUnforced(partial, place); // copy() forces all of them together
      return true;
    } catch (NoSuchFileException e) {
      return false; // erased in the meantime
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}
