package dev.greengrocer.inference;

import dev.greengrocer.Answer;
import dev.greengrocer.ClassScore;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Prediction;
import dev.greengrocer.Reason;
import java.util.List;

/**
 * How a model without fitted thresholds decides: it accepts nothing, because it was not checked on
 * photos how often its probabilities are right, and shows the names that are probable by them.
 */
public final class UnfittedRule {

  /** A shortlist is the fewest groups that are this probable together, but at least two. */
  public static final double COVERED = 0.95;

  /** More groups than this are no help to choose from: the photo is rejected. */
  public static final int LONGEST_SHORTLIST = 5;

  private UnfittedRule() {}

  /**
   * Decides what to make of a prediction.
   *
   * @param labels the labels that were predicted
   */
  public static Answer decide(Prediction prediction, LabelSet labels) {
    List<ClassScore> groups = prediction.groups(labels);
    int size = 0;
    double covered = 0;
    while (covered < COVERED && size < groups.size()) {
      covered += groups.get(size).probability();
      size++;
    }
    return groups.size() == 1 || size > LONGEST_SHORTLIST
        ? Answer.reject(Reason.UNSURE, prediction)
        : Answer.shortlist(groups.subList(0, Math.max(2, size)), prediction);
  }
}
