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
public record FigureRow(String name, FormattedFigure strict, FormattedFigure merged) {

  /** Every figure of an evaluation, the most asked-for first. */
  public static List<FigureRow> of(EvaluationResult result) {
    return List.of(
        row(result, "accuracy (top-1)", metrics -> FormattedFigure.percent(metrics.top1())),
        row(result, "accuracy (top-5)", metrics -> FormattedFigure.percent(metrics.top5())),
        row(
            result,
            "precision, macro",
            metrics -> FormattedFigure.percent(metrics.macro().precision())),
        row(result, "recall, macro", metrics -> FormattedFigure.percent(metrics.macro().recall())),
        row(result, "F1, macro", metrics -> FormattedFigure.percent(metrics.macro().f1())),
        row(
            result,
            "precision, weighted",
            metrics -> FormattedFigure.percent(metrics.weighted().precision())),
        row(
            result,
            "recall, weighted",
            metrics -> FormattedFigure.percent(metrics.weighted().recall())),
        row(result, "F1, weighted", metrics -> FormattedFigure.percent(metrics.weighted().f1())),
        row(result, "log loss (nats)", metrics -> FormattedFigure.number(metrics.logLoss())),
        row(result, "Brier score", metrics -> FormattedFigure.number(metrics.brier())),
        row(
            result,
            "expected calibration error",
            metrics ->
                new FormattedFigure(
                    FormattedFigure.percent(metrics.calibration().expectedError()), "")));
  }

  private static FigureRow row(
      EvaluationResult result,
      String name,
      Function<ClassificationMetrics, FormattedFigure> figure) {
    return new FigureRow(name, figure.apply(result.strict()), figure.apply(result.merged()));
  }
}
