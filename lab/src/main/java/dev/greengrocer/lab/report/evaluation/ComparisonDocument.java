package dev.greengrocer.lab.report.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.greengrocer.lab.evaluation.Comparison;
import dev.greengrocer.lab.evaluation.EvaluationResult;
import dev.greengrocer.statistics.PairedDifference;
import java.util.List;

/**
 * What {@code metrics.json} says about another model on the same photos.
 *
 * @param other the model that was compared
 * @param common what both models could be compared on
 * @param strict over labels as they are
 * @param merged with each group of synonyms counted as one
 * @param expectedCalibrationError of both, strict
 * @param modelBytes sizes of the networks
 * @param verdict who may replace the other
 */
@JsonPropertyOrder({
  "other",
  "common",
  "strict",
  "merged",
  "expectedCalibrationError",
  "modelBytes",
  "verdict"
})
record ComparisonDocument(
    MetricsDocument.Model other,
    @JsonUnwrapped Common common,
    Paired strict,
    Paired merged,
    Both<Double> expectedCalibrationError,
    Both<Long> modelBytes,
    @JsonUnwrapped Verdict verdict) {

  static ComparisonDocument of(Comparison comparison) {
    EvaluationResult here = comparison.thisResult();
    EvaluationResult there = comparison.otherResult();
    ReplacementVerdict verdict =
        ReplacementVerdict.of(
            comparison, ComparisonSummary.name(here, there), ComparisonSummary.name(there, here));
    return new ComparisonDocument(
        MetricsDocument.Model.of(there.model()),
        new Common(
            comparison.pairs().size(),
            comparison.notCompared(),
            comparison.onlyThisKnows(),
            comparison.onlyOtherKnows()),
        Paired.of(comparison.strict()),
        Paired.of(comparison.merged()),
        new Both<>(calibrationError(here), calibrationError(there)),
        new Both<>(Comparison.bytes(here), Comparison.bytes(there)),
        new Verdict(verdict.id(), verdict.text()));
  }

  private static double calibrationError(EvaluationResult result) {
    return MetricsDocument.round(result.strict().calibration().expectedError());
  }

  /**
   * What both models could be compared on.
   *
   * @param photos photos that both answered
   * @param notCompared photos whose class the other does not know
   * @param onlyThisKnows labels that the other cannot give
   * @param onlyOtherKnows labels that this model cannot give
   */
  @JsonPropertyOrder({"photos", "notCompared", "onlyThisKnows", "onlyOtherKnows"})
  record Common(
      int photos, long notCompared, List<String> onlyThisKnows, List<String> onlyOtherKnows) {}

  /**
   * Who may replace the other.
   *
   * @param mayReplace {@code this}, {@code other}, {@code either}, {@code neither}, or {@code none}
   *     when these photos cannot decide it
   * @param verdict the same in words, with the reasons
   */
  @JsonPropertyOrder({"mayReplace", "verdict"})
  record Verdict(String mayReplace, String verdict) {}

  /** A figure of this model and of the other. */
  @JsonPropertyOrder({"this", "other"})
  record Both<T>(@JsonProperty("this") T thisModel, T other) {}

  /** Counts, the difference of accuracies with its interval, and McNemar's p-value. */
  @JsonPropertyOrder({
    "bothRight",
    "onlyThis",
    "onlyOther",
    "bothWrong",
    "difference",
    "mcNemarPValue"
  })
  record Paired(
      long bothRight,
      long onlyThis,
      long onlyOther,
      long bothWrong,
      MetricsDocument.Figure difference,
      double mcNemarPValue) {
    static Paired of(PairedDifference paired) {
      return new Paired(
          paired.bothRight(),
          paired.onlyThis(),
          paired.onlyOther(),
          paired.bothWrong(),
          MetricsDocument.Figure.of(paired.difference()),
          MetricsDocument.round(paired.pValue()));
    }
  }
}
