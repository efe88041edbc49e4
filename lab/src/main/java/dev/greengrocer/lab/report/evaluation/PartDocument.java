package dev.greengrocer.lab.report.evaluation;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.greengrocer.lab.evaluation.ClassificationMetrics;
import dev.greengrocer.lab.evaluation.EvaluationPart;
import dev.greengrocer.lab.report.evaluation.MetricsDocument.Averages;
import dev.greengrocer.lab.report.evaluation.MetricsDocument.Figure;
import dev.greengrocer.lab.report.evaluation.MetricsDocument.Share;
import java.util.List;

/**
 * What {@code metrics.json} says of a part of the photos.
 *
 * @param name what they have in common
 * @param photos how many they are
 * @param labels the labels that they show
 * @param strict figures over the model's labels
 * @param merged figures with each group of synonyms counted as one
 * @param decisions what the model's decisions on them come to
 */
@JsonPropertyOrder({"name", "photos", "labels", "strict", "merged", "decisions"})
record PartDocument(
    String name,
    long photos,
    List<String> labels,
    View strict,
    View merged,
    DecisionsDocument decisions) {

  static PartDocument of(EvaluationPart part, boolean fitted) {
    return new PartDocument(
        part.name(),
        part.photos(),
        part.labels(),
        View.of(part.strict()),
        View.of(part.merged()),
        DecisionsDocument.of(part.decisions(), fitted));
  }

  /** The figures that do not need a row a class. */
  @JsonPropertyOrder({"top1", "top5", "macro", "logLoss", "brier"})
  record View(Share top1, Share top5, Averages macro, Figure logLoss, Figure brier) {
    static View of(ClassificationMetrics metrics) {
      return new View(
          Share.of(metrics.top1()),
          Share.of(metrics.top5()),
          Averages.of(metrics.macro()),
          Figure.of(metrics.logLoss()),
          Figure.of(metrics.brier()));
    }
  }
}
