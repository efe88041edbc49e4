package dev.greengrocer.lab.report.evaluation;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.greengrocer.Reason;
import dev.greengrocer.lab.evaluation.DecisionMetrics;
import dev.greengrocer.lab.evaluation.EvaluationResult;
import dev.greengrocer.lab.evaluation.OodMetrics;
import dev.greengrocer.lab.report.evaluation.MetricsDocument.Figure;
import dev.greengrocer.lab.report.evaluation.MetricsDocument.Share;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code metrics.json} says of decisions, synonyms counted as one.
 *
 * @param fitted whether the model has a fitted rule, or takes its probabilities at their word
 * @param rejected photos by the reason why they have no name
 */
@JsonPropertyOrder({
  "fitted",
  "accepted",
  "acceptedWrong",
  "shortlisted",
  "shortlistRight",
  "meanShortlist",
  "shortlistSizes",
  "rejected"
})
record DecisionsDocument(
    boolean fitted,
    Share accepted,
    Share acceptedWrong,
    Share shortlisted,
    Share shortlistRight,
    double meanShortlist,
    Map<Integer, Long> shortlistSizes,
    Map<String, Long> rejected) {

  static DecisionsDocument of(EvaluationResult result) {
    return of(result.decisions(), result.model().decision().isPresent());
  }

  static DecisionsDocument of(DecisionMetrics decisions, boolean fitted) {
    return new DecisionsDocument(
        fitted,
        Share.of(decisions.accepted()),
        Share.of(decisions.acceptedWrong()),
        Share.of(decisions.shortlisted()),
        Share.of(decisions.shortlistRight()),
        MetricsDocument.round(decisions.meanShortlist()),
        decisions.shortlistSizes(),
        ids(decisions.rejected()));
  }

  private static Map<String, Long> ids(Map<Reason, Long> rejected) {
    Map<String, Long> ids = new TreeMap<>();
    rejected.forEach((reason, count) -> ids.put(reason.id(), count));
    return ids;
  }

  /**
   * What it says of photos of nothing that the model knows.
   *
   * @param rejected photos by the reason why they have no name
   * @param allRejected photos without a name
   */
  @JsonPropertyOrder({
    "name",
    "photos",
    "contentHash",
    "accepted",
    "shortlisted",
    "rejected",
    "allRejected",
    "aurocUnfamiliarity",
    "aurocProbability"
  })
  record Unknown(
      String name,
      long photos,
      String contentHash,
      Share accepted,
      Share shortlisted,
      Map<String, Long> rejected,
      Share allRejected,
      Figure aurocUnfamiliarity,
      Figure aurocProbability) {
    static Unknown of(OodMetrics metrics) {
      return new Unknown(
          metrics.name(),
          metrics.photos(),
          metrics.contentHash(),
          Share.of(metrics.accepted()),
          Share.of(metrics.shortlisted()),
          ids(metrics.rejected()),
          Share.of(metrics.allRejected()),
          Figure.of(metrics.byUnfamiliarity()),
          Figure.of(metrics.byProbability()));
    }
  }
}
