package dev.greengrocer.lab.dataset.prepare;

import dev.greengrocer.lab.dataset.source.PhotoFlag;
import dev.greengrocer.lab.dataset.source.Rejection;
import java.util.List;

/**
 * Everything that a preparation found, for {@code report.json} and {@code report.html}.
 *
 * @param summary the figures
 * @param rejected files that are not in the data set, sorted by path
 * @param flagged photos in the data set whose quality is doubtful, sorted by path
 * @param duplicates byte-identical photos
 * @param groups near-duplicates that are not byte-identical
 * @param conflicts pictures that are under several labels
 * @param sizes width and height of every photo of the data set, in the order of the manifest
 */
public record DatasetReport(
    DatasetSummary summary,
    List<Rejection> rejected,
    List<FlaggedPhoto> flagged,
    List<DuplicateSet> duplicates,
    List<NearDuplicateGroup> groups,
    List<LabelConflict> conflicts,
    List<PhotoSize> sizes) {

  /** Copies the lists. */
  public DatasetReport {
    rejected = List.copyOf(rejected);
    flagged = List.copyOf(flagged);
    duplicates = List.copyOf(duplicates);
    groups = List.copyOf(groups);
    conflicts = List.copyOf(conflicts);
    sizes = List.copyOf(sizes);
  }

  /**
   * Near-duplicates.
   *
   * @param group its name
   * @param photos their paths, one for each different content, sorted
   */
  public record NearDuplicateGroup(String group, List<String> photos) {

    /** Copies the list. */
    public NearDuplicateGroup {
      photos = List.copyOf(photos);
    }
  }

  /**
   * A photo of the data set.
   *
   * @param path the name of its source and the path inside it
   * @param label its canonical label
   * @param width pixels across
   * @param height pixels down
   */
  public record PhotoSize(String path, String label, int width, int height) {}

  /**
   * A photo whose quality is doubtful.
   *
   * @param path the name of its source and the path inside it
   * @param flags the doubts
   */
  public record FlaggedPhoto(String path, List<PhotoFlag> flags) {

    /** Copies the list. */
    public FlaggedPhoto {
      flags = List.copyOf(flags);
    }
  }
}
