package dev.greengrocer.lab.corruption;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.FolderTree;
import dev.greengrocer.files.StagedFolder;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Copies of one split's photos as {@link Corruption} sees them, in class folders: a second view of
 * the validation photos, which tells how a model holds in the world without touching the test
 * photos. Stateless.
 */
public final class CorruptedCopies {

  private CorruptedCopies() {}

  /**
   * Writes the copies beside their place and moves them there when all are written. The same photos
   * and options give the same bytes.
   *
   * @param manifest the prepared data set
   * @param split the part of it to copy
   * @param copies of each photo, each spoiled in another way, at least 1
   * @param out the folder for the class folders; it must not hold anything yet
   * @param progress told after each photo how many are done
   * @return the number of files written
   * @throws InvalidConfigurationException if there is something at {@code out} already
   * @throws InvalidDatasetException if the split is empty
   * @throws dev.greengrocer.InvalidImageException if a photo cannot be decoded
   * @throws StorageException if the copies cannot be written
   */
  public static int write(
      DatasetManifest manifest, Split split, int copies, Path out, LongConsumer progress) {
    List<Sample> samples = manifest.samples(split);
    if (samples.isEmpty()) {
      throw new InvalidDatasetException(
          "%s: has no %s photos to copy; prepare it with such a split"
              .formatted(manifest.directory(), split.id()));
    }
    try (StagedFolder staged = StagedFolder.open(out, CorruptedCopies::refuseUnlessFree)) {
      for (int i = 0; i < samples.size(); i++) {
        copy(manifest, samples.get(i), copies, staged.path());
        progress.accept(i + 1);
      }
      staged.moveIntoPlace();
      return samples.size() * copies;
    } catch (IOException e) {
      throw StorageException.writing(out, e);
    }
  }

  private static void copy(DatasetManifest manifest, Sample sample, int copies, Path folder)
      throws IOException {
    RgbImage photo = new ImageDecoder().decode(manifest.file(sample));
    Path classFolder = Files.createDirectories(folder.resolve(sample.label()));
    // The photo's own bytes choose what happens to it, so that another order changes nothing.
    long seed = Long.parseUnsignedLong(sample.sha256().substring(0, 12), 16);
    for (int copy = 1; copy <= copies; copy++) {
      byte[] jpeg = Corruption.jpeg(photo, seed + copy);
      Files.write(
          classFolder.resolve("%s-%d.jpg".formatted(sample.sha256().substring(0, 12), copy)), jpeg);
    }
  }

  private static void refuseUnlessFree(Path out) throws IOException {
    if (Files.exists(out) && !(Files.isDirectory(out) && FolderTree.list(out).isEmpty())) {
      throw new InvalidConfigurationException(
          out + ": exists and is not empty; choose another folder or remove it");
    }
  }
}
