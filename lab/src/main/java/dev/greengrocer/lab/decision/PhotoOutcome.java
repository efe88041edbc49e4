package dev.greengrocer.lab.decision;

import dev.greengrocer.model.OddsCorrection;

/**
 * What a network makes of one photo, before anything is decided.
 *
 * @param probability of the first group of synonyms
 * @param right whether the photo shows that group
 * @param rightProbability of the group that the photo shows; 0 when the model does not know it
 * @param unfamiliarity how unlike all that the model has learnt it is
 * @param several whether opposite sides show different kinds, so that it is rejected
 * @param unclear whether it is dark or blurred, which is said before anything else
 * @param corrected the probability by which the first group is accepted
 */
record PhotoOutcome(
    double probability,
    boolean right,
    double rightProbability,
    double unfamiliarity,
    boolean several,
    boolean unclear,
    double corrected) {

  /** An outcome whose probability is taken as it is. */
  PhotoOutcome(
      double probability,
      boolean right,
      double rightProbability,
      double unfamiliarity,
      boolean several,
      boolean unclear) {
    this(probability, right, rightProbability, unfamiliarity, several, unclear, probability);
  }

  /** The same outcome, its probability corrected. */
  PhotoOutcome corrected(OddsCorrection correction, double unknown, double sharpness) {
    return new PhotoOutcome(
        probability,
        right,
        rightProbability,
        unfamiliarity,
        several,
        unclear,
        correction.of(probability, unknown, sharpness));
  }

  AcceptanceFit.Guess guess() {
    return new AcceptanceFit.Guess(probability, right);
  }
}
