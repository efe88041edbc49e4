package dev.greengrocer.lab.decision;

import dev.greengrocer.model.DecisionRule.Acceptance;

/**
 * When a name is accepted, by a rule that knows of photos from elsewhere.
 *
 * @param acceptance from which probability on, corrected if the rule corrects it, and the risk that
 *     it comes to
 * @param acceptedUpTo up to which unfamiliarity
 */
record OpenAcceptance(Acceptance acceptance, double acceptedUpTo) {

  boolean accepts(PhotoOutcome photo) {
    return !photo.several()
        && acceptance.accepts(photo.corrected())
        && photo.unfamiliarity() <= acceptedUpTo;
  }
}
