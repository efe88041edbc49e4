package dev.greengrocer.lab.decision;

/**
 * What a network makes of one photo, before anything is decided.
 *
 * @param probability of the first group of synonyms
 * @param right whether the photo shows that group
 * @param rightProbability of the group that the photo shows; 0 when the model does not know it
 * @param unfamiliarity how unlike all that the model has learnt it is
 * @param several whether opposite sides show different kinds, so that it is rejected
 * @param unclear whether it is dark or blurred, which is said before anything else
 */
record PhotoOutcome(
    double probability,
    boolean right,
    double rightProbability,
    double unfamiliarity,
    boolean several,
    boolean unclear) {

  AcceptanceFit.Guess guess() {
    return new AcceptanceFit.Guess(probability, right);
  }
}
