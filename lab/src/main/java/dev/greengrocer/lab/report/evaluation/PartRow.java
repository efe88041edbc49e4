package dev.greengrocer.lab.report.evaluation;

import dev.greengrocer.lab.evaluation.EvaluationPart;
import dev.greengrocer.lab.evaluation.EvaluationResult;
import java.util.List;

/**
 * The main figures of a part of an evaluation, as people read them.
 *
 * @param name what its photos have in common
 * @param photos how many they are
 * @param strict photos named rightly at once, over the model's labels
 * @param merged the same with each group of synonyms counted as one
 * @param accepted photos with one name of which the model is sure
 * @param acceptedWrong of these, those whose name is wrong
 */
public record PartRow(
    String name,
    long photos,
    FormattedFigure strict,
    FormattedFigure merged,
    FormattedFigure accepted,
    FormattedFigure acceptedWrong) {

  /** A row a part; none when the evaluation was not parted. */
  public static List<PartRow> of(EvaluationResult result) {
    return result.parts().stream().map(PartRow::of).toList();
  }

  private static PartRow of(EvaluationPart part) {
    return new PartRow(
        part.name(),
        part.photos(),
        FormattedFigure.percent(part.strict().top1()),
        FormattedFigure.percent(part.merged().top1()),
        FormattedFigure.percent(part.decisions().accepted()),
        FormattedFigure.percent(part.decisions().acceptedWrong()));
  }
}
