package dev.greengrocer.lab.report.evaluation;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.greengrocer.lab.evaluation.CoveragePoint;
import dev.greengrocer.lab.evaluation.SelectiveRisk;
import dev.greengrocer.lab.evaluation.SetMetrics;
import dev.greengrocer.lab.report.evaluation.MetricsDocument.Figure;
import dev.greengrocer.lab.report.evaluation.MetricsDocument.Share;
import java.util.List;

/**
 * What {@code metrics.json} says of one set of labelled photos.
 *
 * @param name of the set
 * @param photos how many it has
 * @param contentHash of the data that they are from
 * @param strict first names that are right
 * @param merged the same with each group of synonyms counted as one
 * @param decisions what the model's decisions come to
 * @param risk wrong names by coverage
 */
@JsonPropertyOrder({"name", "photos", "contentHash", "strict", "merged", "decisions", "risk"})
record SetDocument(
    String name,
    long photos,
    String contentHash,
    Share strict,
    Share merged,
    DecisionsDocument decisions,
    Risk risk) {

  static SetDocument of(SetMetrics set, boolean fitted) {
    return new SetDocument(
        set.name(),
        set.photos(),
        set.contentHash(),
        Share.of(set.strict()),
        Share.of(set.merged()),
        DecisionsDocument.of(set.decisions(), fitted),
        Risk.of(set.risk()));
  }

  /**
   * The curve and the areas under it.
   *
   * @param area AURC
   * @param excess E-AURC
   * @param curve every point, from the photo that would be accepted first to all photos
   */
  @JsonPropertyOrder({"area", "excess", "curve"})
  record Risk(Figure area, Figure excess, List<Point> curve) {
    static Risk of(SelectiveRisk risk) {
      return new Risk(
          Figure.of(risk.area()),
          Figure.of(risk.excess()),
          risk.curve().points().stream().map(Point::of).toList());
    }
  }

  /**
   * What is wrong when only photos with at least a score are accepted.
   *
   * @param score in {@code [-1, 1]}, see {@code NetworkClassifier.acceptScore}
   * @param accepted photos with at least this score
   * @param wrong of these, those whose first name is wrong, synonyms counted as one
   */
  @JsonPropertyOrder({"score", "accepted", "wrong"})
  record Point(double score, long accepted, long wrong) {
    static Point of(CoveragePoint point) {
      return new Point(
          MetricsDocument.round(point.threshold()), point.coverage().hits(), point.risk().hits());
    }
  }
}
