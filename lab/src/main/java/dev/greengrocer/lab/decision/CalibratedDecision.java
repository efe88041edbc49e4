package dev.greengrocer.lab.decision;

import dev.greengrocer.model.FittedDecision;
import java.util.List;

/**
 * A fitted rule with what it decides on the photos that it was fitted on.
 *
 * @param decision the rule
 * @param sets the validation photos first, then those from elsewhere in their order
 */
public record CalibratedDecision(FittedDecision decision, List<SetDecisions> sets) {

  /** Copies the list. */
  public CalibratedDecision {
    sets = List.copyOf(sets);
  }
}
