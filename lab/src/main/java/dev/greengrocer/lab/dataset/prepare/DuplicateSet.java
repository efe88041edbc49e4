package dev.greengrocer.lab.dataset.prepare;

import java.util.List;

/**
 * Byte-identical photos.
 *
 * @param kept the path of the one that stays
 * @param copies the paths of those that were left out, sorted
 */
public record DuplicateSet(String kept, List<String> copies) {

  /** Copies the list. */
  public DuplicateSet {
    copies = List.copyOf(copies);
  }
}
