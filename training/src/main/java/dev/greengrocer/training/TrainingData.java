package dev.greengrocer.training;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks that a data set can be trained on, and splits it into what training needs. */
final class TrainingData {

  private TrainingData() {}

  /**
   * Wants splits that do not leak, a photo of every label in train, and any in validation.
   *
   * @throws InvalidDatasetException that lists every fault
   */
  static void check(DatasetManifest manifest, boolean allowLeak) {
    List<String> faults = new ArrayList<>();
    List<String> leaks = manifest.leakingGroups();
    if (!allowLeak && !leaks.isEmpty()) {
      faults.add(
          "%d groups of near-duplicate photos are in more than one split (%s), so validation would be no honest measure; prepare it anew with --split, or add --allow-leak"
              .formatted(leaks.size(), firstFew(leaks)));
    }
    Set<String> trained =
        manifest.samples(Split.TRAIN).stream().map(Sample::label).collect(Collectors.toSet());
    List<String> empty =
        manifest.labels().names().stream().filter(name -> !trained.contains(name)).toList();
    if (!empty.isEmpty()) {
      faults.add(
          "%d labels have no photo in the train split (%s); add photos or remove the labels, and prepare it anew"
              .formatted(empty.size(), firstFew(empty)));
    }
    if (manifest.samples(Split.VALIDATION).isEmpty()) {
      faults.add(
          "the validation split is empty; prepare it anew with a --split that has a second part");
    }
    if (!faults.isEmpty()) {
      throw new InvalidDatasetException(
          manifest.directory() + ": " + String.join(System.lineSeparator(), faults));
    }
  }

  /** The class index of each sample. */
  static int[] classes(DatasetManifest manifest, List<Sample> samples) {
    return samples.stream().mapToInt(sample -> manifest.labels().indexOf(sample.label())).toArray();
  }

  private static String firstFew(List<String> names) {
    String few = names.stream().limit(5).collect(Collectors.joining(", "));
    return names.size() > 5 ? few + ", …" : few;
  }
}
