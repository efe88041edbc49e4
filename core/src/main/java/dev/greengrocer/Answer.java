package dev.greengrocer;

import java.util.List;

/**
 * What a model says of one photo: what it makes of it, why, and the names to show.
 *
 * <p>Names on the shortlist are groups of synonyms, never two names of one thing: each is listed
 * under the group's most probable label and with the sum of the group's probabilities.
 *
 * @param decision whether to trust one name, to choose among a few, or neither
 * @param reason why; it belongs to the decision
 * @param shortlist the groups to show, the most probable first: exactly one when accepted, two or
 *     more on a shortlist, none when rejected
 * @param prediction every label with its probability, whatever the decision
 */
public record Answer(
    Decision decision, Reason reason, List<ClassScore> shortlist, Prediction prediction) {

  /** Copies the shortlist and checks that decision, reason and shortlist belong together. */
  public Answer {
    shortlist = List.copyOf(shortlist);
    int names = shortlist.size();
    boolean fits =
        switch (decision) {
          case ACCEPT -> names == 1;
          case SHORTLIST -> names > 1;
          case REJECT -> names == 0;
        };
    if (!fits || reason.decision() != decision) {
      throw new IllegalArgumentException(
          "decision %s with reason %s and %d names".formatted(decision, reason, names));
    }
  }

  /** One name of which the model is sure. */
  public static Answer accept(ClassScore group, Prediction prediction) {
    return new Answer(Decision.ACCEPT, Reason.CONFIDENT, List.of(group), prediction);
  }

  /**
   * A few names to choose from.
   *
   * @param groups at least two, the most probable first
   */
  public static Answer shortlist(List<ClassScore> groups, Prediction prediction) {
    return new Answer(Decision.SHORTLIST, Reason.CLOSE_CALL, groups, prediction);
  }

  /**
   * No name.
   *
   * @param reason one that rejects
   */
  public static Answer reject(Reason reason, Prediction prediction) {
    return new Answer(Decision.REJECT, reason, List.of(), prediction);
  }
}
