package dev.greengrocer.lab.dataset.prepare;

import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.lab.dataset.duplicates.GroupAgreement;
import dev.greengrocer.lab.dataset.duplicates.Leak;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a preparation came to, in figures.
 *
 * @param contentHash SHA-256 over labels and samples
 * @param seed the seed of the split
 * @param options everything else that the result depends on
 * @param files what became of the files of the sources
 * @param splits photos by split
 * @param labels photos by label, in class-index order
 * @param flags photos by doubt about their quality
 * @param nearDuplicateGroups groups of more than one picture among the readable photos
 * @param nearDuplicatePhotos photos in these groups
 * @param straddlingGroups near-duplicate groups that stand in more than one split of the data set
 * @param leaks how far the published splits of the sources leak, each into each
 * @param leakSentences the same in words
 * @param agreement how the groups agree with those of another file, if one was given
 * @param warnings what the reader should know
 */
public record DatasetSummary(
    String contentHash,
    long seed,
    Map<String, String> options,
    FileCounts files,
    Map<String, Integer> splits,
    List<LabelCount> labels,
    Map<String, Integer> flags,
    int nearDuplicateGroups,
    int nearDuplicatePhotos,
    int straddlingGroups,
    List<Leak> leaks,
    List<String> leakSentences,
    Optional<GroupAgreement> agreement,
    List<String> warnings) {

  /** Copies the lists; the maps keep their order. */
  public DatasetSummary {
    options = Collections.unmodifiableMap(new TreeMap<>(options));
    splits = Collections.unmodifiableMap(new LinkedHashMap<>(splits));
    flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
    labels = List.copyOf(labels);
    leaks = List.copyOf(leaks);
    leakSentences = List.copyOf(leakSentences);
    warnings = List.copyOf(warnings);
  }

  /**
   * The leak of which the largest part of a split is guilty, from the splits that quality is
   * measured on; empty when nothing leaks.
   */
  public Optional<Leak> worstLeak() {
    return leaks.stream()
        .filter(leak -> !leak.from().equals(Split.TRAIN.id()) && leak.exact() + leak.near() > 0)
        .max(Comparator.comparingDouble(leak -> (double) (leak.exact() + leak.near()) / leak.of()));
  }
}
