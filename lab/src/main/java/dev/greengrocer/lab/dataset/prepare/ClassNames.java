package dev.greengrocer.lab.dataset.prepare;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import dev.greengrocer.lab.dataset.BuiltInLabels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which label each class name of the sources means. Immutable.
 *
 * <p>With a label file, its labels are the labels, in its order, and every class name must be a
 * name or alias in it. Without one, a class name that the {@link BuiltInLabels} know takes the
 * name, aliases and group of its kind, every other is its own label, and the labels are those that
 * occur, in alphabetical order.
 */
final class ClassNames {

  private final Map<String, Label> labelByClass;
  private final @Nullable LabelSet given;

  private ClassNames(Map<String, Label> labelByClass, @Nullable LabelSet given) {
    this.labelByClass = Map.copyOf(labelByClass);
    this.given = given;
  }

  /**
   * @param classNames as the sources spell them
   * @throws InvalidDatasetException that names every class name which a given label file lacks
   */
  static ClassNames resolve(Collection<String> classNames, Optional<LabelSet> labelFile) {
    Set<String> sorted = new TreeSet<>(classNames);
    return labelFile.isPresent() ? byLabelFile(sorted, labelFile.get()) : byBuiltInLabels(sorted);
  }

  private static ClassNames byLabelFile(Set<String> classNames, LabelSet labels) {
    List<String> unknown = classNames.stream().filter(name -> labels.find(name).isEmpty()).toList();
    if (!unknown.isEmpty()) {
      throw new InvalidDatasetException(
          "the label file has no name or alias for %d of %d class names: %s; add them to it"
              .formatted(unknown.size(), classNames.size(), String.join(", ", unknown)));
    }
    Map<String, Label> labelByClass = new TreeMap<>();
    classNames.forEach(name -> labelByClass.put(name, labels.find(name).orElseThrow()));
    return new ClassNames(labelByClass, labels);
  }

  private static ClassNames byBuiltInLabels(Set<String> classNames) {
    Map<String, Label> labelByClass = new TreeMap<>();
    List<Label> others = new ArrayList<>();
    for (String name : classNames) {
      Label label =
          BuiltInLabels.kind(name)
              .or(() -> others.isEmpty() ? Optional.empty() : new LabelSet(others).find(name))
              .orElseGet(() -> Label.of(name));
      labelByClass.put(name, label);
      if (BuiltInLabels.kind(name).isEmpty() && !others.contains(label)) {
        others.add(label);
      }
    }
    return new ClassNames(labelByClass, null);
  }

  /** The label that a class name means; it must be one that was resolved. */
  Label label(String className) {
    Label label = labelByClass.get(className);
    if (label == null) {
      throw new IllegalArgumentException("class name '" + className + "' was not resolved");
    }
    return label;
  }

  /** Every label that should have photos, in class-index order. */
  List<Label> expected() {
    return given != null
        ? given.labels()
        : labelByClass.values().stream()
            .distinct()
            .sorted(Comparator.comparing(Label::name))
            .toList();
  }
}
