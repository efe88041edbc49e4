package dev.greengrocer.lab.report.evaluation;

import dev.greengrocer.lab.evaluation.ClassificationMetrics;
import dev.greengrocer.lab.evaluation.EvaluationResult;
import java.util.List;
import java.util.function.Function;

/**
 * One figure, strict and with synonyms merged, as people read it.
 *
 * @param name what is measured
 * @param strict over the model's labels
 * @param merged with each group of synonyms counted as one
 */
public record FigureRow(String name, Words strict, Words merged) {

  /** Every figure of an evaluation, the most asked-for first. */
  public static List<FigureRow> of(EvaluationResult result) {
    return List.of(
        row(result, "accuracy (top-1)", metrics -> Words.percent(metrics.top1())),
        row(result, "accuracy (top-5)", metrics -> Words.percent(metrics.top5())),
        row(result, "precision, macro", metrics -> Words.percent(metrics.macro().precision())),
        row(result, "recall, macro", metrics -> Words.percent(metrics.macro().recall())),
        row(result, "F1, macro", metrics -> Words.percent(metrics.macro().f1())),
        row(
            result,
            "precision, weighted",
            metrics -> Words.percent(metrics.weighted().precision())),
        row(result, "recall, weighted", metrics -> Words.percent(metrics.weighted().recall())),
        row(result, "F1, weighted", metrics -> Words.percent(metrics.weighted().f1())),
        row(result, "log loss (nats)", metrics -> Words.number(metrics.logLoss())),
        row(result, "Brier score", metrics -> Words.number(metrics.brier())),
        row(
            result,
            "expected calibration error",
            metrics -> new Words(Words.percent(metrics.calibration().expectedError()), "")));
  }

  private static FigureRow row(
      EvaluationResult result, String name, Function<ClassificationMetrics, Words> figure) {
    return new FigureRow(name, figure.apply(result.strict()), figure.apply(result.merged()));
  }
}
