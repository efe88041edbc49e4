package dev.greengrocer.cli.evaluate;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.StorageException;
import dev.greengrocer.lab.dataset.DatasetFiles;
import dev.greengrocer.lab.dataset.LabelFile;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Labels that a caller names.
 *
 * @param name the name of the file or folder that has them
 * @param labels in the order that they have there
 */
record LabelSource(String name, LabelSet labels) {

  /**
   * Reads the labels of a label file, a data set that was prepared, or a model bundle.
   *
   * @throws InvalidConfigurationException if it is none of these
   * @throws StorageException if it cannot be read
   */
  static LabelSource read(Path place) {
    return new LabelSource(nameOf(place), labels(place));
  }

  private static LabelSet labels(Path place) {
    if (Files.isRegularFile(place)) {
      return LabelFile.read(place);
    }
    Path ofDataset = place.resolve(DatasetFiles.LABELS);
    if (Files.isRegularFile(ofDataset)) {
      return LabelFile.read(ofDataset);
    }
    if (Files.isRegularFile(place.resolve(ModelBundle.MODEL))) {
      return ModelBundles.open(place).labels();
    }
    throw new InvalidConfigurationException(
        "%s: not a label file, a prepared data set or a model bundle".formatted(place));
  }

  private static String nameOf(Path place) {
    try {
      return String.valueOf(place.toRealPath().getFileName());
    } catch (IOException e) {
      // The reader reports what is not there.
      return String.valueOf(place.getFileName());
    }
  }
}
