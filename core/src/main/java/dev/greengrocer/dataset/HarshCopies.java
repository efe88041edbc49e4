package dev.greengrocer.dataset;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.Sample;
import dev.greengrocer.Split;
import dev.greengrocer.StorageException;
import dev.greengrocer.image.HarshView;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Copies of one split's photos as {@link HarshView} sees them, in class folders: a second view of
 * the validation photos, which tells how a model holds in the world without touching the test
 * photos. Stateless.
 */
public final class HarshCopies {

  private HarshCopies() {}

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
    Path place = out.toAbsolutePath().normalize();
    Path partial = place.resolveSibling("." + place.getFileName() + ".partial");
    try {
      refuseUnlessFree(place, out);
      delete(partial);
      Files.createDirectories(partial);
      for (int i = 0; i < samples.size(); i++) {
        copy(manifest, samples.get(i), copies, partial);
        progress.accept(i + 1);
      }
      Files.deleteIfExists(place);
      Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
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
      byte[] jpeg = HarshView.jpeg(photo, seed + copy);
      Files.write(
          classFolder.resolve("%s-%d.jpg".formatted(sample.sha256().substring(0, 12), copy)), jpeg);
    }
  }

  private static void refuseUnlessFree(Path place, Path out) throws IOException {
    boolean free = !Files.exists(place);
    if (Files.isDirectory(place)) {
      try (Stream<Path> entries = Files.list(place)) {
        free = entries.findAny().isEmpty();
      }
    }
    if (!free) {
      throw new InvalidConfigurationException(
          out + ": exists and is not empty; choose another folder or remove it");
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
