package dev.greengrocer.lab.report.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.greengrocer.files.Json;
import dev.greengrocer.lab.decision.CalibratedDecision;
import dev.greengrocer.lab.decision.SetDecisions;
import dev.greengrocer.lab.decision.SetDecisions.DecisionCounts;
import dev.greengrocer.lab.report.evaluation.MetricsDocument.Share;
import dev.greengrocer.model.DecisionRule;
import dev.greengrocer.model.DecisionRule.OpenSet;
import dev.greengrocer.model.OddsCorrection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code calibrate --json} says: the thresholds of a rule, and risk and coverage of each set
 * of photos that it was fitted on. Shares as in {@code metrics.json}.
 *
 * @param acceptance when one name is accepted
 * @param rejection when a photo is rejected
 * @param shortlists when names are listed
 * @param sets the validation photos first
 */
@JsonPropertyOrder({"temperature", "acceptance", "rejection", "shortlists", "sets"})
public record CalibrationDocument(
    double temperature,
    @JsonUnwrapped Acceptance acceptance,
    @JsonUnwrapped Rejection rejection,
    @JsonUnwrapped Shortlists shortlists,
    List<PhotosOfSet> sets) {

  /** The document as JSON text. */
  public static String json(CalibratedDecision calibrated) {
    return Json.document(of(calibrated));
  }

  private static CalibrationDocument of(CalibratedDecision calibrated) {
    DecisionRule rule = calibrated.decision().rule();
    return new CalibrationDocument(
        rule.temperature(),
        Acceptance.of(rule),
        new Rejection(rule.familiarity().threshold(), rule.severalKinds()),
        new Shortlists(rule.shortlists().probability(), rule.shortlists().coverage()),
        calibrated.sets().stream().map(PhotosOfSet::of).toList());
  }

  /**
   * When one name is accepted.
   *
   * @param acceptError upper confidence bound with photos from elsewhere, else the error aimed at
   * @param acceptedUpTo unfamiliarity up to which names are accepted; left out without photos from
   *     elsewhere, as is {@code sure}
   * @param correction of the probability that is compared with {@code acceptFrom}; left out when it
   *     is compared as it is
   */
  @JsonPropertyOrder({"accepts", "acceptFrom", "acceptError", "acceptedUpTo", "sure", "correction"})
  record Acceptance(
      boolean accepts,
      double acceptFrom,
      double acceptError,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double acceptedUpTo,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double sure,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OddsCorrection correction) {
    static Acceptance of(DecisionRule rule) {
      return new Acceptance(
          rule.acceptance().trusted(),
          rule.acceptance().probability(),
          rule.acceptance().error(),
          rule.openSet().map(OpenSet::acceptedUpTo).orElse(null),
          rule.openSet().map(OpenSet::sure).orElse(null),
          rule.correction().orElse(null));
    }
  }

  @JsonPropertyOrder({"unfamiliarAbove", "severalKindsAbove"})
  record Rejection(double unfamiliarAbove, double severalKindsAbove) {}

  @JsonPropertyOrder({"shortlistFrom", "shortlistCoverage"})
  record Shortlists(double shortlistFrom, double shortlistCoverage) {}

  /**
   * One set.
   *
   * @param leftOut by a rule that was fitted without this set
   */
  @JsonPropertyOrder({"name", "known", "photos", "fitted", "leftOut"})
  record PhotosOfSet(
      String name,
      boolean known,
      long photos,
      Decisions fitted,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Decisions leftOut) {
    static PhotosOfSet of(SetDecisions set) {
      return new PhotosOfSet(
          set.name(),
          set.known(),
          set.counts().photos(),
          Decisions.of(set.counts()),
          set.leftOut().map(Decisions::of).orElse(null));
    }
  }

  /**
   * Decisions on a set.
   *
   * @param acceptedWrongBound one-sided, with a confidence of 95 %
   */
  @JsonPropertyOrder({
    "accepted",
    "acceptedWrong",
    "acceptedWrongBound",
    "shortlists",
    "shortlistRight",
    "notProduce",
    "otherwiseRejected"
  })
  record Decisions(
      Share accepted,
      Share acceptedWrong,
      double acceptedWrongBound,
      long shortlists,
      long shortlistRight,
      long notProduce,
      long otherwiseRejected) {
    static Decisions of(DecisionCounts counts) {
      return new Decisions(
          Share.of(counts.coverage()),
          Share.of(counts.risk()),
          MetricsDocument.round(counts.riskBound()),
          counts.shortlists(),
          counts.listed(),
          counts.notProduce(),
          counts.otherwiseRejected());
    }
  }
}
