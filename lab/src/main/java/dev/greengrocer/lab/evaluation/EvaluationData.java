package dev.greengrocer.lab.evaluation;

import java.util.List;

/**
 * What a model is evaluated on: photos whose labels are the model's own. Immutable.
 *
 * @param name the name of its folder
 * @param source how it was made
 * @param split the part of it: {@code train}, {@code validation}, {@code test}, or {@code all} of a
 *     folder without splits
 * @param photos at least one, sorted by path
 * @param contentHash SHA-256 of the data: of the whole data set when it was prepared, see {@code
 *     DatasetManifest}; else over path, class and bytes of each photo
 * @param leaks what is in more than one split
 * @param skippedClasses classes that the model does not know, left out on request, sorted by name
 * @param skippedFiles files of a plain folder that lie outside its class folders or are no photos,
 *     sorted; those that are none with the reason in brackets
 * @param hiddenFiles how many hidden files, hidden folders and system folders of a plain folder
 *     were left out
 */
public record EvaluationData(
    String name,
    Source source,
    String split,
    List<LabelledPhoto> photos,
    String contentHash,
    Leaks leaks,
    List<SkippedClass> skippedClasses,
    List<String> skippedFiles,
    int hiddenFiles) {

  /** Copies the lists. */
  public EvaluationData {
    photos = List.copyOf(photos);
    skippedClasses = List.copyOf(skippedClasses);
    skippedFiles = List.copyOf(skippedFiles);
  }

  /** Data without hidden files. */
  public EvaluationData(
      String name,
      Source source,
      String split,
      List<LabelledPhoto> photos,
      String contentHash,
      Leaks leaks,
      List<SkippedClass> skippedClasses,
      List<String> skippedFiles) {
    this(name, source, split, photos, contentHash, leaks, skippedClasses, skippedFiles, 0);
  }

  /** How the data was made. */
  public enum Source {
    /** A data set made by {@code prepare}: checked, deduplicated and split. */
    PREPARED,
    /** A plain folder of class folders, which was not checked for duplicates. */
    FOLDER
  }

  /**
   * Near-duplicates across splits.
   *
   * @param groups groups of near-duplicates that are in more than one split of the data set
   * @param photos photos under evaluation that belong to such a group
   */
  public record Leaks(int groups, int photos) {

    /** No leaks, or none that anybody could know of. */
    public static final Leaks NONE = new Leaks(0, 0);
  }
}
