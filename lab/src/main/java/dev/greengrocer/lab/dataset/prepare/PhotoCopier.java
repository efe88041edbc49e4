package dev.greengrocer.lab.dataset.prepare;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.RegularFile;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.lab.dataset.PrepareListener;
import dev.greengrocer.lab.dataset.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Copies the selected photos into the data set, byte for byte. */
final class PhotoCopier {

  private PhotoCopier() {}

  /**
   * @throws InvalidDatasetException if a photo is no longer the one that was inspected
   */
  static void copy(List<SelectedPhoto> photos, Path directory, PrepareListener listener) {
    listener.stepStarted("copying photos", photos.size());
    for (SelectedPhoto photo : photos) {
      Sample sample = photo.sample();
      Path from = photo.photo().source().file();
      byte[] bytes;
      try {
        bytes = RegularFile.read(from, Integer.MAX_VALUE - 8);
      } catch (IOException e) {
        throw StorageException.reading(from, e);
      }
      if (!Sha256.of(bytes).equals(sample.sha256())) {
        throw new InvalidDatasetException(
            from + ": changed while it was being prepared; run prepare again");
      }
      Path to = place(directory, sample);
      try {
        Path folder = to.getParent();
        if (folder != null) {
          Files.createDirectories(folder);
        }
        Files.write(to, bytes);
      } catch (IOException e) {
        throw StorageException.writing(to, e);
      }
      listener.stepAdvanced();
    }
  }

  private static Path place(Path directory, Sample sample) {
    try {
      return directory.resolve(sample.path());
    } catch (InvalidPathException e) {
      throw new InvalidDatasetException(
          "%s: this name cannot be written in the system's character set; set LC_ALL=C.UTF-8 or rename it"
              .formatted(sample.path()),
          e);
    }
  }
}
