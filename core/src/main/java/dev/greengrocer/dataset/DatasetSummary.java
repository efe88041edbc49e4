package dev.greengrocer.dataset;

import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    options = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(options));
    splits = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(splits));
    flags = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(flags));
    labels = List.copyOf(labels);
    leaks = List.copyOf(leaks);
    leakSentences = List.copyOf(leakSentences);
    warnings = List.copyOf(warnings);
  }
}
