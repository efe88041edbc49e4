package dev.greengrocer.training.data;

import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.Sample;
import java.nio.file.Path;
import java.util.List;

/**
 * A photo on disk.
 *
 * @param path where it lies
 * @param sha256 the hash of its bytes, 64 lower-case hexadecimal digits
 */
public record PhotoFile(Path path, String sha256) {

  /** The files of samples, in their order. */
  public static List<PhotoFile> of(DatasetManifest manifest, List<Sample> samples) {
    return samples.stream()
        .map(sample -> new PhotoFile(manifest.file(sample), sample.sha256()))
        .toList();
  }
}
