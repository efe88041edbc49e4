package dev.greengrocer.lab.decision;

import dev.greengrocer.statistics.ClopperPearson;
import dev.greengrocer.statistics.Proportion;
import java.util.Optional;

/**
 * What a rule decides on the photos of one origin: risk and coverage.
 *
 * @param name of the set
 * @param known whether its photos show kinds that the model knows
 * @param counts by the rule that was fitted on this set as well
 * @param leftOut by a rule that was fitted without this set, which tells what to expect of photos
 *     from elsewhere; empty for the validation photos, without which no rule is fitted
 */
public record SetDecisions(
    String name, boolean known, DecisionCounts counts, Optional<DecisionCounts> leftOut) {

  /**
   * Decisions, synonyms counted as one.
   *
   * @param photos all
   * @param accepted photos with one name
   * @param wrong accepted photos with a wrong name; of unknown photos every name is wrong
   * @param shortlists photos with a list of names
   * @param listed of these, lists that hold the right name
   * @param notProduce photos that are rejected as like no produce
   */
  public record DecisionCounts(
      long photos, long accepted, long wrong, long shortlists, long listed, long notProduce) {

    /** Coverage: accepted photos of all. */
    public Proportion coverage() {
      return new Proportion(accepted, photos);
    }

    /** Risk: wrong names of the accepted ones. */
    public Proportion risk() {
      return new Proportion(wrong, accepted);
    }

    /** The upper bound of the risk, one-sided, with a confidence of 95 %; 1 without photos. */
    public double riskBound() {
      return ClopperPearson.upper(wrong, accepted, OpenAcceptanceFit.CONFIDENCE);
    }

    /** Photos with any other answer: dark, blurred, several kinds, or too many names probable. */
    public long otherwiseRejected() {
      return photos - accepted - shortlists - notProduce;
    }
  }
}
