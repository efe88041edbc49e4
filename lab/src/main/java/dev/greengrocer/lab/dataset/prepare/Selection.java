package dev.greengrocer.lab.dataset.prepare;

import dev.greengrocer.lab.dataset.source.Rejection;
import java.util.List;

/**
 * Which readable photos go into the data set, and why the others do not.
 *
 * @param kept sorted by path
 * @param leftOut one entry for every other photo, sorted by path
 * @param duplicates what was byte-identical
 * @param conflicts the same picture under several labels
 * @param warnings what the reader should know, in whole sentences
 */
record Selection(
    List<SelectedPhoto> kept,
    List<Rejection> leftOut,
    List<DuplicateSet> duplicates,
    List<LabelConflict> conflicts,
    List<String> warnings) {

  Selection {
    kept = List.copyOf(kept);
    leftOut = List.copyOf(leftOut);
    duplicates = List.copyOf(duplicates);
    conflicts = List.copyOf(conflicts);
    warnings = List.copyOf(warnings);
  }
}
