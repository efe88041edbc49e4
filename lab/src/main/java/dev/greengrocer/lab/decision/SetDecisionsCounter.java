package dev.greengrocer.lab.decision;

import dev.greengrocer.Answer;
import dev.greengrocer.Decision;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Reason;
import dev.greengrocer.inference.Decider;
import dev.greengrocer.lab.decision.SetDecisions.DecisionCounts;
import dev.greengrocer.model.FittedDecision;

/** Counts what a rule decides on photos, asking it as a classifier does. */
final class SetDecisionsCounter {

  private final LabelSet labels;
  private final Decider decider;

  SetDecisionsCounter(LabelSet labels, FittedDecision decision) {
    this.labels = labels;
    this.decider = new Decider(labels, decision.rule(), decision.space());
  }

  /** A counter for another rule of the same labels. */
  SetDecisionsCounter by(FittedDecision other) {
    return new SetDecisionsCounter(labels, other);
  }

  DecisionCounts count(PhotoSet set) {
    long accepted = 0;
    long wrong = 0;
    long shortlists = 0;
    long listed = 0;
    long notProduce = 0;
    for (CalibrationPhoto photo : set.photos()) {
      Answer answer = decider.decide(photo.output(), photo::clarity);
      boolean right = holds(answer, photo.label());
      if (answer.decision() == Decision.ACCEPT) {
        accepted++;
        wrong += right ? 0 : 1;
      } else if (answer.decision() == Decision.SHORTLIST) {
        shortlists++;
        listed += right ? 1 : 0;
      } else if (answer.reason() == Reason.NOT_PRODUCE) {
        notProduce++;
      }
    }
    return new DecisionCounts(set.photos().size(), accepted, wrong, shortlists, listed, notProduce);
  }

  private boolean holds(Answer answer, int label) {
    return label != CalibrationPhoto.UNKNOWN
        && answer.shortlist().stream()
            .anyMatch(
                name ->
                    labels.groupIndex(labels.indexOf(name.label())) == labels.groupIndex(label));
  }
}
