package dev.greengrocer.inference;

import dev.greengrocer.Answer;
import dev.greengrocer.ClassScore;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Prediction;
import dev.greengrocer.Reason;
import java.util.List;

/**
 * How a model without fitted thresholds decides: it takes its probabilities at their word.
 *
 * <p>Nothing is promised of such answers, because nobody has checked on photos how often the
 * probabilities are right, and a photo without produce is not told from one with it.
 */
public final class UnfittedRule {

  /** A group this probable is accepted. */
  public static final double ACCEPTED = 0.9;

  /** A shortlist is the fewest groups that are this probable together. */
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
    if (groups.get(0).probability() >= ACCEPTED || groups.size() == 1) {
      return Answer.accept(groups.get(0), prediction);
    }
    int size = 0;
    double covered = 0;
    while (covered < COVERED && size < groups.size()) {
      covered += groups.get(size).probability();
      size++;
    }
    return size > LONGEST_SHORTLIST
        ? Answer.reject(Reason.UNSURE, prediction)
        : Answer.shortlist(groups.subList(0, size), prediction);
  }
}
