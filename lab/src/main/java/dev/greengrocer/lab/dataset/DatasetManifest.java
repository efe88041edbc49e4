package dev.greengrocer.lab.dataset;

import dev.greengrocer.LabelSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A prepared data set: the only thing that training and evaluation accept. Immutable.
 *
 * @param directory the folder that the samples' paths are relative to
 * @param labels the labels in class-index order
 * @param samples every usable photo, sorted by path
 * @param seed the seed of the split
 * @param contentHash SHA-256 over labels and samples: two data sets with the same hash hold the
 *     same photos under the same labels in the same splits
 */
public record DatasetManifest(
    Path directory, LabelSet labels, List<Sample> samples, long seed, String contentHash) {

  /** Copies the samples. */
  public DatasetManifest {
    samples = List.copyOf(samples);
  }

  /** The samples of one split, sorted by path. */
  public List<Sample> samples(Split split) {
    return samples.stream().filter(sample -> sample.split() == split).toList();
  }

  /** Where a sample's photo lies. */
  public Path file(Sample sample) {
    return directory.resolve(sample.path());
  }

  /** The near-duplicate groups that are in more than one split, sorted. */
  public List<String> leakingGroups() {
    Map<String, Set<Split>> splits = new TreeMap<>();
    samples.forEach(
        sample ->
            splits.computeIfAbsent(sample.group(), group -> new TreeSet<>()).add(sample.split()));
    return splits.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }
}
