package dev.greengrocer.lab.dataset;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.files.StagedFolder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes, writes and reads the manifest of a prepared data set: {@code manifest.csv}, {@code
 * labels.yaml} and {@code dataset.json} in its folder.
 *
 * <pre>{@code
 * DatasetManifest manifest = DatasetManifests.read(data); // of a folder that 'prepare' wrote
 * for (Sample sample : manifest.samples(Split.TEST)) {
 *   System.out.println(manifest.file(sample) + ": " + sample.label());
 * }
 * }</pre>
 */
public final class DatasetManifests {

  private static final List<String> COLUMNS =
      List.of("path", "label", "split", "group", "sha256", "width", "height");

  private DatasetManifests() {}

  /**
   * Sorts the samples by path and hashes them with the labels. The hash does not depend on where
   * the folder lies.
   *
   * @param seed the seed of the split
   */
  public static DatasetManifest of(
      Path directory, LabelSet labels, Collection<Sample> samples, long seed) {
    List<Sample> sorted = samples.stream().sorted(Comparator.comparing(Sample::path)).toList();
    return new DatasetManifest(directory, labels, sorted, seed, contentHash(labels, sorted));
  }

  /**
   * Writes the three files into the manifest's folder, which must exist. A folder that others may
   * read meanwhile is written beside and moved, as {@code prepare} does.
   *
   * @param options what the data set was made with, by option name, for {@code dataset.json}
   * @throws StorageException if a file cannot be written
   */
  public static void write(DatasetManifest manifest, Map<String, String> options) {
    Path directory = manifest.directory();
    LabelFile.write(directory.resolve(DatasetFiles.LABELS), manifest.labels());
    Path csv = directory.resolve(DatasetFiles.MANIFEST);
    CsvFile.write(csv, COLUMNS, manifest.samples().stream().map(DatasetManifests::row).toList());
    CroissantMetadata.write(manifest, options);
  }

  /**
   * Reads a prepared data set and checks that it is whole: columns, values, labels and content
   * hash. The photos themselves are not opened.
   *
   * @throws InvalidDatasetException if the folder is not a data set, or one that was altered
   * @throws StorageException if a file cannot be read
   */
  public static DatasetManifest read(Path directory) {
    StagedFolder.recover(directory);
    if (!Files.isDirectory(directory)) {
      throw new InvalidDatasetException(
          directory + ": no such folder; make a data set with 'greengrocer prepare'");
    }
    for (String file : List.of(DatasetFiles.MANIFEST, DatasetFiles.LABELS, DatasetFiles.DATASET)) {
      if (!Files.isRegularFile(directory.resolve(file))) {
        throw new InvalidDatasetException(
            "%s: not a prepared data set (no %s); make one with 'greengrocer prepare'"
                .formatted(directory, file));
      }
    }
    LabelSet labels = readLabels(directory.resolve(DatasetFiles.LABELS));
    List<Sample> samples = readSamples(directory.resolve(DatasetFiles.MANIFEST), labels);
    CroissantMetadata metadata = CroissantMetadata.read(directory.resolve(DatasetFiles.DATASET));
    DatasetManifest manifest = of(directory, labels, samples, metadata.seed());
    if (!manifest.contentHash().equals(metadata.contentHash())) {
      throw new InvalidDatasetException(
          ("%s: altered since it was prepared: %s names content hash %s, but %s and %s hash to %s;"
                  + " run prepare again")
              .formatted(
                  directory,
                  DatasetFiles.DATASET,
                  metadata.contentHash(),
                  DatasetFiles.MANIFEST,
                  DatasetFiles.LABELS,
                  manifest.contentHash()));
    }
    return manifest;
  }

  private static LabelSet readLabels(Path file) {
    try {
      return LabelFile.read(file);
    } catch (InvalidConfigurationException e) {
      throw new InvalidDatasetException(e.getMessage() + "; run prepare again", e);
    }
  }

  private static List<Sample> readSamples(Path file, LabelSet labels) {
    Set<String> names = Set.copyOf(labels.names());
    Set<String> paths = new HashSet<>();
    List<Sample> samples = new ArrayList<>();
    for (CsvRow row : CsvFile.read(file, COLUMNS)) {
      Sample sample = sample(row, names);
      if (!paths.add(sample.path())) {
        throw row.fault("path '%s' is listed twice; run prepare again".formatted(sample.path()));
      }
      samples.add(sample);
    }
    return samples;
  }

  private static Sample sample(CsvRow row, Set<String> labels) {
    String path = row.get("path");
    if (!liesInside(path)) {
      throw row.fault("path '%s' does not lie inside the data set".formatted(path));
    }
    String label = row.get("label");
    if (!labels.contains(label)) {
      throw row.fault("label '%s' is not in %s".formatted(label, DatasetFiles.LABELS));
    }
    Split split =
        Split.parse(row.get("split"))
            .orElseThrow(
                () ->
                    row.fault(
                        "split '%s' is not train, validation or test".formatted(row.get("split"))));
    String sha256 = row.get("sha256");
    if (!Sha256.isValid(sha256)) {
      throw row.fault("sha256 '%s' is not 64 lower-case hexadecimal digits".formatted(sha256));
    }
    if (row.get("group").isBlank()) {
      throw row.fault("the group is empty; a photo without duplicates is a group of its own");
    }
    return new Sample(
        path, label, split, row.get("group"), sha256, pixels(row, "width"), pixels(row, "height"));
  }

  private static boolean liesInside(String path) {
    try {
      Path inside = Path.of(path).normalize();
      return !path.isBlank() && !inside.isAbsolute() && !inside.startsWith("..");
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static int pixels(CsvRow row, String column) {
    try {
      int value = Integer.parseInt(row.get(column));
      if (value > 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, together with numbers that are not above 0.
    }
    throw row.fault("%s '%s' is not a number of pixels".formatted(column, row.get(column)));
  }

  private static List<String> row(Sample sample) {
    return List.of(
        sample.path(),
        sample.label(),
        sample.split().id(),
        sample.group(),
        sample.sha256(),
        Integer.toString(sample.width()),
        Integer.toString(sample.height()));
  }

  /** One line a label and one a sample; the unit separator cannot be in a file's name or label. */
  private static String contentHash(LabelSet labels, List<Sample> sorted) {
    StringBuilder text = new StringBuilder();
    for (Label label : labels.labels()) {
      line(text, label.name(), String.join("\u001e", label.aliases()), label.group());
    }
    for (Sample sample : sorted) {
      line(
          text,
          sample.path(),
          sample.label(),
          sample.split().id(),
          sample.group(),
          sample.sha256());
    }
    return Sha256.of(text.toString());
  }

  private static void line(StringBuilder text, String... values) {
    text.append(String.join("\u001f", values)).append('\n');
  }
}
