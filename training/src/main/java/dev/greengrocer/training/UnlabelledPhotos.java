package dev.greengrocer.training;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.source.LeftOut;
import dev.greengrocer.lab.dataset.source.PhotoWalk;
import dev.greengrocer.training.data.PhotoFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Photos without labels, which teachers answer for.
 *
 * @param folders where they were looked for, absolute
 * @param photos in the order of the folders and their names, each picture file once
 */
record UnlabelledPhotos(List<Path> folders, List<PhotoFile> photos) {

  private static final Logger log = LoggerFactory.getLogger(UnlabelledPhotos.class);

  UnlabelledPhotos {
    folders = List.copyOf(folders);
    photos = List.copyOf(photos);
  }

  /**
   * Looks through folders, and reads every photo once for its hash. Files of the data set are left
   * out: those for training have a label, and the others must not be trained on.
   *
   * @throws InvalidDatasetException if a folder holds no photo beside those
   * @throws StorageException if a folder or file cannot be read
   */
  static UnlabelledPhotos find(List<Path> folders, DatasetManifest manifest) {
    Set<String> seen = manifest.samples().stream().map(Sample::sha256).collect(Collectors.toSet());
    List<PhotoFile> photos = new ArrayList<>();
    List<Path> places = folders.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    for (Path folder : places) {
      LeftOut leftOut = new LeftOut();
      int before = photos.size();
      int known = 0;
      PhotoWalk walk = PhotoWalk.photos(folder, leftOut);
      while (walk.hasNext()) {
        PhotoFile photo = hashed(walk.next());
        if (seen.add(photo.sha256())) {
          photos.add(photo);
        } else {
          known++;
        }
      }
      if (photos.size() == before) {
        throw new InvalidDatasetException(
            "%s: holds no photo to learn from (%d files are in the data set or were seen before, %d are no photos); leave the folder out or name another"
                .formatted(folder, known, leftOut.total()));
      }
      log.info(
          "{}: {} photos without labels; left out: {} of the data set or seen before, {} others",
          folder,
          photos.size() - before,
          known,
          leftOut.total());
    }
    return new UnlabelledPhotos(places, photos);
  }

  private static PhotoFile hashed(Path file) {
    try {
      return new PhotoFile(file, Sha256.ofFile(file));
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    }
  }

  /** SHA-256 over the hashes of all photos. */
  String hash() {
    return Sha256.of(photos.stream().map(PhotoFile::sha256).collect(Collectors.joining("\n")));
  }
}
