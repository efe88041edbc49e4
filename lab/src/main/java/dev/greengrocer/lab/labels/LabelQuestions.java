package dev.greengrocer.lab.labels;

import dev.greengrocer.statistics.Proportion;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What confident learning found in a data set.
 *
 * @param agreement photos whose label is also the most probable one, synonyms counted as one, of
 *     those that were judged
 * @param skipped photos of labels with too few photos to be judged
 * @param estimatedErrors share of the judged photos whose label is estimated to be wrong, in {@code
 *     [0, 1]}; may be more or less than those in question
 * @param questions the largest margin first
 */
public record LabelQuestions(
    Proportion agreement, long skipped, double estimatedErrors, List<LabelQuestion> questions) {

  /** Copies the list. */
  public LabelQuestions {
    questions = List.copyOf(questions);
  }

  /** The questions counted by label and suggestion, the most frequent first. */
  public List<LabelPair> pairs() {
    Map<String, Map<String, Long>> counts =
        questions.stream()
            .collect(
                Collectors.groupingBy(
                    question -> question.sample().label(),
                    TreeMap::new,
                    Collectors.groupingBy(
                        LabelQuestion::suggested, TreeMap::new, Collectors.counting())));
    return counts.entrySet().stream()
        .flatMap(
            row ->
                row.getValue().entrySet().stream()
                    .map(cell -> new LabelPair(row.getKey(), cell.getKey(), cell.getValue())))
        .sorted(Comparator.comparingLong(LabelPair::photos).reversed())
        .toList();
  }
}
