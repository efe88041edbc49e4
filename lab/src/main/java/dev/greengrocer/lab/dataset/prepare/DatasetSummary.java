package dev.greengrocer.lab.dataset.prepare;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
 * @param identity what the result depends on, and its hash
 * @param files what became of the files of the sources
 * @param splits photos by split
 * @param labels photos by label, in class-index order
 * @param flags photos by doubt about their quality
 * @param nearDuplicates groups of photos that show the same picture
 * @param leakage how far the published splits of the sources leak
 * @param agreement how the groups agree with those of another file, if one was given
 * @param warnings what the reader should know
 */
public record DatasetSummary(
    @JsonUnwrapped Identity identity,
    FileCounts files,
    Map<String, Integer> splits,
    List<LabelCount> labels,
    Map<String, Integer> flags,
    @JsonUnwrapped NearDuplicateCounts nearDuplicates,
    @JsonUnwrapped Leakage leakage,
    Optional<GroupAgreement> agreement,
    List<String> warnings) {

  /** Copies the lists; the maps keep their order. */
  public DatasetSummary {
    splits = Collections.unmodifiableMap(new LinkedHashMap<>(splits));
    flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
    labels = List.copyOf(labels);
    warnings = List.copyOf(warnings);
  }

  /**
   * What a data set is made from.
   *
   * @param contentHash SHA-256 over labels and samples
   * @param seed the seed of the split
   * @param options everything else that the result depends on
   */
  public record Identity(String contentHash, long seed, Map<String, String> options) {

    /** Sorts the options by name. */
    public Identity {
      options = Collections.unmodifiableMap(new TreeMap<>(options));
    }
  }

  /**
   * Near-duplicate groups among the readable photos.
   *
   * @param nearDuplicateGroups groups of more than one picture
   * @param nearDuplicatePhotos photos in these groups
   * @param straddlingGroups groups that are in more than one split of the data set
   */
  public record NearDuplicateCounts(
      int nearDuplicateGroups, int nearDuplicatePhotos, int straddlingGroups) {}

  /**
   * Near-duplicates that the published splits of the sources share.
   *
   * @param leaks from each split into each other split
   * @param leakSentences the same in words
   */
  public record Leakage(List<Leak> leaks, List<String> leakSentences) {

    /** Copies the lists. */
    public Leakage {
      leaks = List.copyOf(leaks);
      leakSentences = List.copyOf(leakSentences);
    }
  }

  /**
   * The leak that affects the largest share of its split, from the splits that quality is measured
   * on; empty when nothing leaks.
   */
  public Optional<Leak> worstLeak() {
    return leakage.leaks().stream()
        .filter(leak -> !leak.from().equals(Split.TRAIN.id()) && leak.exact() + leak.near() > 0)
        .max(Comparator.comparingDouble(leak -> (double) (leak.exact() + leak.near()) / leak.of()));
  }
}
