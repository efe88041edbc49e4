package dev.greengrocer.lab.dataset.prepare;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Sees to it that no label is left without a photo: a network cannot learn it then. */
final class LabelCoverage {

  private LabelCoverage() {}

  /**
   * The label set of the data set.
   *
   * @param expected the labels that should have photos, in class-index order
   * @throws InvalidDatasetException that names every label without a photo
   */
  static LabelSet require(List<Label> expected, Selection selection, int rejected) {
    Set<Label> covered =
        selection.kept().stream().map(SelectedPhoto::label).collect(Collectors.toSet());
    List<String> empty =
        expected.stream().filter(label -> !covered.contains(label)).map(Label::name).toList();
    if (!empty.isEmpty()) {
      throw new InvalidDatasetException(
          ("no usable photo for %d of %d labels: %s (%d files were rejected, %d photos are in"
                  + " conflict); add photos or remove the class")
              .formatted(
                  empty.size(),
                  expected.size(),
                  String.join(", ", empty),
                  rejected,
                  selection.conflicts().stream()
                      .mapToInt(conflict -> conflict.photos().size())
                      .sum()));
    }
    return new LabelSet(expected);
  }
}
