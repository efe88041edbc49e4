package dev.greengrocer.lab.report.evaluation;

import dev.greengrocer.lab.evaluation.Comparison;
import dev.greengrocer.lab.evaluation.EvaluationData;
import dev.greengrocer.lab.evaluation.EvaluationResult;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.statistics.PairedDifference;
import dev.greengrocer.statistics.Percentiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A comparison of two models as people read it.
 *
 * @param thisName what to call the model under evaluation
 * @param otherName what to call the one that it is compared with
 * @param photos how many photos both answered
 * @param outcomes strict, then merged
 * @param figures other properties side by side
 * @param verdict which may replace which, and why
 * @param remarks what a reader must know before believing it
 */
public record ComparisonSummary(
    String thisName,
    String otherName,
    long photos,
    List<Outcome> outcomes,
    List<Figure> figures,
    String verdict,
    List<String> remarks) {

  /** Digits of a hash that tell two models of one name apart. */
  private static final int SHORT_HASH = 8;

  /** Copies the lists. */
  public ComparisonSummary {
    outcomes = List.copyOf(outcomes);
    figures = List.copyOf(figures);
    remarks = List.copyOf(remarks);
  }

  /**
   * How the models did on the same photos.
   *
   * @param view strict or merged
   * @param difference of their accuracies, in points, with its interval
   * @param pValue of McNemar's test, such as {@code = 0.021}
   */
  public record Outcome(
      String view,
      long bothRight,
      long onlyThis,
      long onlyOther,
      long bothWrong,
      FormattedFigure difference,
      String pValue) {

    static Outcome of(String view, PairedDifference difference) {
      return new Outcome(
          view,
          difference.bothRight(),
          difference.onlyThis(),
          difference.onlyOther(),
          difference.bothWrong(),
          FormattedFigure.points(difference.difference()),
          FormattedFigure.pValue(difference.pValue()));
    }
  }

  /** A property of both models. */
  public record Figure(String name, String thisValue, String otherValue) {}

  /** Says it in words. */
  public static ComparisonSummary of(Comparison comparison) {
    String thisName = name(comparison.thisResult(), comparison.otherResult());
    String otherName = name(comparison.otherResult(), comparison.thisResult());
    return new ComparisonSummary(
        thisName,
        otherName,
        comparison.pairs().size(),
        List.of(
            Outcome.of("strict", comparison.strict()),
            Outcome.of("synonyms merged", comparison.merged())),
        figures(comparison),
        ReplacementVerdict.of(comparison, thisName, otherName).text(),
        remarks(comparison, thisName, otherName));
  }

  static String name(EvaluationResult result, EvaluationResult other) {
    ModelBundle model = result.model();
    return model.name().equals(other.model().name())
        ? "%s (%s)".formatted(model.name(), model.modelSha256().substring(0, SHORT_HASH))
        : model.name();
  }

  private static List<Figure> figures(Comparison comparison) {
    List<Figure> figures = new ArrayList<>();
    add(
        figures,
        comparison,
        "accuracy, strict",
        r -> FormattedFigure.percent(r.strict().top1()).value());
    add(
        figures,
        comparison,
        "accuracy, merged",
        r -> FormattedFigure.percent(r.merged().top1()).value());
    add(
        figures,
        comparison,
        "expected calibration error",
        r -> FormattedFigure.percent(r.strict().calibration().expectedError()));
    add(
        figures,
        comparison,
        "log loss (nats)",
        r -> FormattedFigure.number(r.strict().logLoss().value()));
    add(figures, comparison, "labels", r -> Integer.toString(r.model().labels().size()));
    add(figures, comparison, "network", r -> r.model().network());
    add(figures, comparison, "input", r -> r.model().preprocessing().size() + " px");
    add(
        figures,
        comparison,
        "size of model.onnx",
        r -> String.format(Locale.ROOT, "%.1f MB", Comparison.bytes(r) / 1e6));
    return figures;
  }

  private static void add(
      List<Figure> figures,
      Comparison comparison,
      String name,
      Function<EvaluationResult, String> value) {
    figures.add(
        new Figure(
            name, value.apply(comparison.thisResult()), value.apply(comparison.otherResult())));
  }

  /** How long both took, here and now: the only figure that differs from run to run. */
  public static Figure speed(Comparison comparison) {
    return new Figure(
        "classify a photo (median)",
        milliseconds(comparison.latency().thisClassify()),
        milliseconds(comparison.latency().otherClassify()));
  }

  private static String milliseconds(Percentiles latency) {
    return String.format(Locale.ROOT, "%.1f ms", latency.p50());
  }

  private static List<String> remarks(Comparison comparison, String thisName, String otherName) {
    List<String> remarks = new ArrayList<>();
    if (comparison.notCompared() > 0) {
      remarks.add(
          "%d photos are left out of the comparison: %s does not know their class."
              .formatted(comparison.notCompared(), otherName));
    }
    addUnknown(remarks, thisName, comparison.onlyOtherKnows());
    addUnknown(remarks, otherName, comparison.onlyThisKnows());
    addForeign(remarks, thisName, comparison.thisResult());
    addForeign(remarks, otherName, comparison.otherResult());
    return remarks;
  }

  private static void addUnknown(List<String> remarks, String name, List<String> unknown) {
    if (!unknown.isEmpty()) {
      remarks.add(
          "The label sets differ: %s does not know %s. Each model is judged by its own labels, and one with fewer has fewer ways to be wrong."
              .formatted(name, String.join(", ", unknown)));
    }
  }

  // A data set's hash covers all its splits: a model of the same hash has not trained on this one.
  private static void addForeign(List<String> remarks, String name, EvaluationResult result) {
    boolean trainedOnThis =
        result.model().provenance().dataHash().equals(result.data().contentHash());
    if (result.data().source() == EvaluationData.Source.PREPARED && !trainedOnThis) {
      remarks.add(
          "%s was trained on other data than this set's train split; if it has seen some of these photos there, it looks better than it is."
              .formatted(name));
    }
  }
}
