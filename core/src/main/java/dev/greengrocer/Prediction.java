package dev.greengrocer;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The answer of a model to one photo: every label with its probability, the most probable first.
 *
 * @param scores one score a label, in descending order of probability; ties are in label order
 */
public record Prediction(List<ClassScore> scores) {

  /** Copies the scores and checks that there is at least one. */
  public Prediction {
    scores = List.copyOf(scores);
    if (scores.isEmpty()) {
      throw new IllegalArgumentException("a prediction needs at least one score");
    }
  }

  /**
   * Names and sorts the probabilities of a network's output.
   *
   * @param labels the labels in class-index order
   * @param probabilities one a label, in class-index order
   */
  public static Prediction of(LabelSet labels, double[] probabilities) {
    if (probabilities.length != labels.size()) {
      throw new IllegalArgumentException(
          "%d probabilities for %d labels".formatted(probabilities.length, labels.size()));
    }
    return new Prediction(
        IntStream.range(0, probabilities.length)
            .mapToObj(i -> new ClassScore(labels.get(i).name(), probabilities[i]))
            .sorted(Comparator.comparingDouble(ClassScore::probability).reversed())
            .toList());
  }

  /** The most probable label. */
  public ClassScore best() {
    return scores.get(0);
  }

  /** The {@code count} most probable labels, or all when there are fewer. */
  public List<ClassScore> top(int count) {
    return scores.subList(0, Math.min(count, scores.size()));
  }

  /**
   * Counts synonyms as one: each group has its most probable label and the sum of the probabilities
   * of its labels, so 40 % capsicum and 30 % paprika are 70 % capsicum.
   *
   * @param labels the labels that were predicted
   * @return one score a group, in descending order of the sum; ties are in the order of their
   *     labels here
   */
  public List<ClassScore> groups(LabelSet labels) {
    Map<Integer, ClassScore> groups = new LinkedHashMap<>();
    for (ClassScore score : scores) {
      groups.merge(
          labels.groupIndex(labels.indexOf(score.label())),
          score,
          (sum, next) -> new ClassScore(sum.label(), sum.probability() + next.probability()));
    }
    return groups.values().stream()
        .sorted(Comparator.comparingDouble(ClassScore::probability).reversed())
        .toList();
  }
}
