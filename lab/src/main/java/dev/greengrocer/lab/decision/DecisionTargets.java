package dev.greengrocer.lab.decision;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.model.DecisionRule.Acceptance;

/**
 * What is asked of a rule of decision.
 *
 * @param coverage share of shortlists that are to hold the right name, in {@code (0, 1)}
 * @param acceptError share of accepted names that may be wrong, synonyms counted as one, above 0
 *     and at most {@link Acceptance#MOST_ERROR}
 * @param rejected share of photos of known kinds that may be taken for something unknown, in {@code
 *     (0, 1)}
 * @param acceptUnknown share of photos of nothing that the model knows that may be accepted, in
 *     {@code (0, 1)}; it is kept in each set of such photos
 */
public record DecisionTargets(
    double coverage, double acceptError, double rejected, double acceptUnknown) {

  /** What is asked unless told otherwise. */
  public static final DecisionTargets DEFAULT = new DecisionTargets(0.95, 0.01, 0.02, 0.05);

  /** Checks the ranges. */
  public DecisionTargets {
    check("coverage", coverage);
    check("accept-error", acceptError);
    check("rejected", rejected);
    check("accept-unknown", acceptUnknown);
    if (acceptError > Acceptance.MOST_ERROR) {
      throw new InvalidConfigurationException(
          "accept-error %s: must be at most %s; a rule that is wrong more often accepts nothing"
              .formatted(acceptError, Acceptance.MOST_ERROR));
    }
  }

  private static void check(String name, double share) {
    if (!(share > 0 && share < 1)) {
      throw new InvalidConfigurationException(
          "%s %s: must be above 0 and below 1, such as %s"
              .formatted(name, share, name.equals("coverage") ? "0.95" : "0.01"));
    }
  }
}
