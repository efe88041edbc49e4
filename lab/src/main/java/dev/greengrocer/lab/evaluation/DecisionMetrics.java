package dev.greengrocer.lab.evaluation;

import dev.greengrocer.Answer;
import dev.greengrocer.ClassScore;
import dev.greengrocer.Decision;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Reason;
import dev.greengrocer.statistics.Proportion;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a model's decisions come to on photos whose kinds are known, synonyms counted as one.
 *
 * @param accepted photos with one name of which the model is sure, of all
 * @param acceptedWrong of these, those whose name is wrong
 * @param shortlisted photos with a few names to choose from, of all
 * @param shortlistRight of these, those with the right name among them
 * @param shortlistSizes how many shortlists have so many names, by their number
 * @param rejected how many photos have no name, by the reason; only reasons that occurred
 */
public record DecisionMetrics(
    Proportion accepted,
    Proportion acceptedWrong,
    Proportion shortlisted,
    Proportion shortlistRight,
    Map<Integer, Long> shortlistSizes,
    Map<Reason, Long> rejected) {

  /**
   * Counts the decisions.
   *
   * @param labels the labels that were answered
   * @param truths what each photo shows, as a label
   * @param answers to the same photos in the same order
   */
  public static DecisionMetrics of(LabelSet labels, List<String> truths, List<Answer> answers) {
    Map<Decision, Long> made = new EnumMap<>(Decision.class);
    Map<Decision, Long> right = new EnumMap<>(Decision.class);
    Map<Integer, Long> sizes = new TreeMap<>();
    Map<Reason, Long> rejected = new EnumMap<>(Reason.class);
    for (int i = 0; i < answers.size(); i++) {
      Answer answer = answers.get(i);
      made.merge(answer.decision(), 1L, Long::sum);
      right.merge(answer.decision(), holds(labels, answer, truths.get(i)) ? 1L : 0L, Long::sum);
      if (answer.decision() == Decision.SHORTLIST) {
        sizes.merge(answer.shortlist().size(), 1L, Long::sum);
      }
      if (answer.decision() == Decision.REJECT) {
        rejected.merge(answer.reason(), 1L, Long::sum);
      }
    }
    long accepted = made.getOrDefault(Decision.ACCEPT, 0L);
    long shortlisted = made.getOrDefault(Decision.SHORTLIST, 0L);
    return new DecisionMetrics(
        new Proportion(accepted, answers.size()),
        new Proportion(accepted - right.getOrDefault(Decision.ACCEPT, 0L), accepted),
        new Proportion(shortlisted, answers.size()),
        new Proportion(right.getOrDefault(Decision.SHORTLIST, 0L), shortlisted),
        sizes,
        rejected);
  }

  private static boolean holds(LabelSet labels, Answer answer, String truth) {
    int group = labels.groupIndex(labels.indexOf(truth));
    return answer.shortlist().stream()
        .map(ClassScore::label)
        .anyMatch(name -> labels.groupIndex(labels.indexOf(name)) == group);
  }

  /** Photos without any name, of all. */
  public Proportion allRejected() {
    long all = rejected.values().stream().mapToLong(Long::longValue).sum();
    return new Proportion(all, accepted.trials());
  }

  /** Names on a shortlist on average, or 0 without shortlists. */
  public double meanShortlist() {
    return shortlistSizes.entrySet().stream()
        .flatMapToInt(
            entry -> IntStream.range(0, entry.getValue().intValue()).map(i -> entry.getKey()))
        .average()
        .orElse(0);
  }
}
