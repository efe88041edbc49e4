package dev.greengrocer.lab.evaluation;

import dev.greengrocer.ClassScore;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Prediction;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts synonyms as one: the labels of a group become one label, and their probabilities add up.
 *
 * <p>Groups are ranked after adding, so a photo that is 40 % capsicum and 30 % paprika is 70 % bell
 * pepper.
 */
final class SynonymGroups {

  private final LabelSet labels;
  private final LabelSet merged;
  private final Map<String, Integer> indexByLabel = new HashMap<>();

  SynonymGroups(LabelSet labels) {
    this.labels = labels;
    merged = LabelSet.ofNames(labels.groups());
    for (int i = 0; i < labels.size(); i++) {
      indexByLabel.put(labels.get(i).name(), i);
    }
  }

  /** The groups as labels, in the order of their first labels. */
  LabelSet labels() {
    return merged;
  }

  /** The same photo with groups in the place of labels. */
  EvaluatedPhoto merge(EvaluatedPhoto photo) {
    double[] probabilities = new double[labels.size()];
    for (ClassScore score : photo.prediction().scores()) {
      probabilities[index(score.label())] = score.probability();
    }
    String label = merged.get(labels.groupIndex(index(photo.label()))).name();
    return new EvaluatedPhoto(
        photo.path(), label, Prediction.of(merged, labels.groupSums(probabilities)));
  }

  private int index(String label) {
    Integer index = indexByLabel.get(label);
    if (index == null) {
      throw new IllegalArgumentException("'" + label + "' is not one of the model's labels");
    }
    return index;
  }
}
