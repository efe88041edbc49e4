package dev.greengrocer.lab.dataset.prepare;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.FolderTree;
import dev.greengrocer.files.StagedFolder;
import dev.greengrocer.lab.dataset.CroissantMetadata;
import dev.greengrocer.lab.dataset.DatasetFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a data set will lie: free, or taken by an older one that may be replaced. */
final class DatasetPlace {

  private DatasetPlace() {}

  /**
   * @param out where the data set will lie
   * @param force whether a data set that lies there may be replaced
   * @throws InvalidConfigurationException if something lies there that must not be replaced, or
   *     another run is writing it
   * @throws StorageException if the folder cannot be made
   */
  static StagedFolder open(Path out, boolean force) {
    return StagedFolder.open(out, place -> refuseUnlessReplaceable(place, force));
  }

  private static void refuseUnlessReplaceable(Path out, boolean force) throws IOException {
    if (!Files.exists(out)) {
      return;
    }
    if (!Files.isDirectory(out)) {
      throw new InvalidConfigurationException(
          out + ": a file of that name exists; choose another folder");
    }
    if (FolderTree.list(out).isEmpty()) {
      return;
    }
    if (!isDataset(out)) {
      throw new InvalidConfigurationException(
          out + ": the folder is not empty and not a data set; choose another or empty it");
    }
    if (!force) {
      throw new InvalidConfigurationException(
          out + ": a data set lies there already; give --force to replace it");
    }
  }

  private static boolean isDataset(Path folder) {
    Path metadata = folder.resolve(DatasetFiles.DATASET);
    if (!Files.isRegularFile(metadata)
        || !Files.isRegularFile(folder.resolve(DatasetFiles.MANIFEST))) {
      return false;
    }
    try {
      CroissantMetadata.read(metadata);
      return true;
    } catch (InvalidDatasetException e) {
      return false;
    }
  }
}
