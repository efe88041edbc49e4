package dev.greengrocer.lab.evaluation;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Photos from elsewhere that a model is measured on beside the data set under evaluation, each
 * folder by itself.
 *
 * @param labelled photos of kinds that the model knows
 * @param unknown photos of nothing that the model knows
 */
public record FurtherSets(List<Labelled> labelled, List<Unknown> unknown) {

  /** No further photos. */
  public static final FurtherSets NONE = new FurtherSets(List.of(), List.of());

  /** Copies the lists. */
  public FurtherSets {
    labelled = List.copyOf(labelled);
    unknown = List.copyOf(unknown);
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return labelled.isEmpty() && unknown.isEmpty();
  }

  /** How many photos there are in all sets. */
  public long photos() {
    return Stream.concat(
            labelled.stream().map(set -> set.photos().size()),
            unknown.stream().map(set -> set.files().size()))
        .mapToLong(Integer::longValue)
        .sum();
  }

  /**
   * Photos whose names are known.
   *
   * @param name what people call the set
   * @param contentHash SHA-256 of the data that they are from
   * @param photos at least one
   */
  public record Labelled(String name, String contentHash, List<LabelledPhoto> photos) {

    /** Copies the list. */
    public Labelled {
      photos = List.copyOf(photos);
    }
  }

  /**
   * Photos that show nothing that the model knows.
   *
   * @param name what people call the set
   * @param contentHash SHA-256 of the photos
   * @param files at least one
   */
  public record Unknown(String name, String contentHash, List<Path> files) {

    /** Copies the list. */
    public Unknown {
      files = List.copyOf(files);
    }
  }
}
