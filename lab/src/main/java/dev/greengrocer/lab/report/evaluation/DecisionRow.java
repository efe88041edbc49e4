package dev.greengrocer.lab.report.evaluation;

import dev.greengrocer.Reason;
import dev.greengrocer.lab.evaluation.DecisionMetrics;
import dev.greengrocer.lab.evaluation.EvaluationResult;
import dev.greengrocer.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One figure on what a model makes of photos, as people read it.
 *
 * @param name what is measured
 * @param figure its value and interval
 * @param count the photos that it counts, such as {@code 3 of 645}; empty when it counts none
 */
public record DecisionRow(String name, FormattedFigure figure, String count) {

  /** Every figure on decisions on the data set under evaluation. */
  public static List<DecisionRow> of(EvaluationResult result) {
    DecisionMetrics decisions = result.decisions();
    List<DecisionRow> rows = new ArrayList<>();
    rows.add(row("accepted", decisions.accepted()));
    rows.add(row("wrong among accepted", decisions.acceptedWrong()));
    rows.add(row("shortlist", decisions.shortlisted()));
    rows.add(row("right name on the list", decisions.shortlistRight()));
    if (decisions.shortlisted().hits() > 0) {
      String mean = String.format(Locale.ROOT, "%.1f", decisions.meanShortlist());
      rows.add(new DecisionRow("names on a list, mean", new FormattedFigure(mean, ""), ""));
    }
    rows.add(row("rejected", decisions.allRejected()));
    reasons(rows, decisions.rejected(), decisions.accepted().trials());
    return rows;
  }

  private static void reasons(List<DecisionRow> rows, Map<Reason, Long> rejected, long photos) {
    rejected.forEach(
        (reason, count) -> rows.add(row("– " + reason.id(), new Proportion(count, photos))));
  }

  private static DecisionRow row(String name, Proportion share) {
    return new DecisionRow(
        name, FormattedFigure.percent(share), "%d of %d".formatted(share.hits(), share.trials()));
  }
}
