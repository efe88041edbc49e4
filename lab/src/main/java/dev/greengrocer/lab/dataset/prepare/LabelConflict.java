package dev.greengrocer.lab.dataset.prepare;

import java.util.List;

/**
 * The same picture under several labels; all of its photos are left out.
 *
 * @param group the near-duplicate group
 * @param photos every photo of the group, sorted by path
 */
public record LabelConflict(String group, List<LabelledPhoto> photos) {

  /** Copies the list. */
  public LabelConflict {
    photos = List.copyOf(photos);
  }

  /**
   * A photo of a conflict.
   *
   * @param path the name of its source and the path inside it
   * @param label the label that its class folder means
   */
  public record LabelledPhoto(String path, String label) {}
}
