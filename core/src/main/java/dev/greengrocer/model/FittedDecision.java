package dev.greengrocer.model;

import dev.greengrocer.InvalidModelException;
import java.util.Optional;

/**
 * A decision rule with the feature space that it measures unfamiliarity by.
 *
 * @param rule the numbers
 * @param space there exactly when the rule has the hash of one
 */
public record FittedDecision(DecisionRule rule, Optional<FeatureSpace> space) {

  /** Checks that rule and space belong together. */
  public FittedDecision {
    if (rule.familiarity().featuresSha256().isEmpty() == space.isPresent()) {
      throw new InvalidModelException(
          "decision: the rule's features '%s' and a %s space do not belong together"
              .formatted(
                  rule.familiarity().featuresSha256(), space.isPresent() ? "present" : "missing"));
    }
    if (rule.correction().isPresent() != space.map(FeatureSpace::tellsUnknown).orElse(false)) {
      throw new InvalidModelException(
          "decision: a rule %s a correction and a space that %s unknown kinds do not belong together"
              .formatted(
                  rule.correction().isPresent() ? "with" : "without",
                  rule.correction().isPresent() ? "does not tell" : "tells"));
    }
  }
}
