package dev.greengrocer.lab.decision;

import dev.greengrocer.model.DecisionRule.FittedOn;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Photos from elsewhere than the data set of the model, which a rule of decision is fitted on as
 * well. Without them its promises hold for photos like those of validation only.
 *
 * @param known labelled photos of kinds that the model knows, a set for each origin
 * @param unknown photos of nothing that the model knows, a set for each origin
 */
public record OutsidePhotos(List<Known> known, List<Unknown> unknown) {

  /** No photos from elsewhere. */
  public static final OutsidePhotos NONE = new OutsidePhotos(List.of(), List.of());

  /** Copies the lists. */
  public OutsidePhotos {
    known = List.copyOf(known);
    unknown = List.copyOf(unknown);
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return known.isEmpty() && unknown.isEmpty();
  }

  /** How many there are. */
  public long photos() {
    return Stream.concat(
            known.stream().map(set -> set.photos().size()),
            unknown.stream().map(set -> set.files().size()))
        .mapToLong(Integer::longValue)
        .sum();
  }

  /**
   * Labelled photos of one origin.
   *
   * @param source what to call it, its hash and the number of photos
   * @param photos at least one
   */
  public record Known(FittedOn source, List<Photo> photos) {

    /** Copies the list. */
    public Known {
      photos = List.copyOf(photos);
    }
  }

  /**
   * A labelled photo.
   *
   * @param label the name of one of the model's labels
   */
  public record Photo(Path file, String label) {}

  /**
   * Photos of one origin that show nothing that the model knows.
   *
   * @param source what to call it, its hash and the number of photos
   * @param files at least one
   */
  public record Unknown(FittedOn source, List<Path> files) {

    /** Copies the list. */
    public Unknown {
      files = List.copyOf(files);
    }
  }
}
