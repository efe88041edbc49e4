package dev.greengrocer.lab.report.evaluation;

import com.samskivert.mustache.Mustache;
import dev.greengrocer.LabelSet;
import dev.greengrocer.lab.evaluation.Comparison;
import dev.greengrocer.lab.evaluation.CoveragePoint;
import dev.greengrocer.lab.evaluation.EvaluationData;
import dev.greengrocer.lab.evaluation.EvaluationResult;
import dev.greengrocer.lab.evaluation.Latency;
import dev.greengrocer.lab.report.PageResources;
import dev.greengrocer.lab.report.plot.ConfusionMatrixPlot;
import dev.greengrocer.lab.report.plot.CoveragePlot;
import dev.greengrocer.lab.report.plot.PagePlot;
import dev.greengrocer.lab.report.plot.ReliabilityDiagram;
import dev.greengrocer.lab.report.plot.RiskCoveragePlot;
import dev.greengrocer.statistics.ClassMetrics;
import dev.greengrocer.statistics.ConfusedPair;
import dev.greengrocer.statistics.Percentiles;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** An evaluation as one HTML page that carries its pictures and needs no network. */
final class EvaluationPage {

  private static final int PAIRS = 20;
  private static final double[] COVERAGES = {1, 0.95, 0.9, 0.8, 0.7, 0.5};

  private final EvaluationResult result;
  private final @Nullable Comparison comparison;
  private final LabelSet labels;

  EvaluationPage(EvaluationResult result, @Nullable Comparison comparison) {
    this.result = result;
    this.comparison = comparison;
    this.labels = result.model().labels();
  }

  /** The page's HTML. */
  String html() {
    return Mustache.compiler()
        .escapeHTML(true)
        .compile(PageResources.text("evaluation.mustache"))
        .execute(context());
  }

  private Map<String, Object> context() {
    List<String> absent = absent();
    List<Misclassification> mistakes = Misclassification.worst(result);
    Map<String, Object> context = new HashMap<>();
    context.put("css", PageResources.text("page.css"));
    context.put("model", MetricsDocument.Model.of(result.model()));
    context.put("data", MetricsDocument.Data.of(result.data()));
    context.put("splitSentence", splitSentence(result.data()));
    context.put("classes", labels.size());
    context.put("groups", labels.groups().size());
    context.put("classesShown", labels.size() - absent.size());
    context.put("absent", absent.isEmpty() ? List.of() : List.of(String.join(", ", absent)));
    context.put("notices", EvaluationWarning.of(result));
    context.put("cards", cards());
    context.put("figures", FigureRow.of(result));
    List<PartRow> parts = PartRow.of(result);
    context.put("isParted", !parts.isEmpty());
    context.put("parts", parts);
    context.put("comparison", comparison == null ? List.of() : ComparisonSummary.of(comparison));
    context.put("speeds", comparison == null ? List.of() : List.of(Speeds.of(comparison)));
    context.put("decisions", DecisionRow.of(result));
    context.put("sets", result.sets().isEmpty() ? List.of() : List.of(Sets.of(result)));
    context.put("fitted", result.model().decision().isPresent());
    context.put("mistakes", mistakes);
    context.put("hasMistakes", !mistakes.isEmpty());
    context.put("mistakesSentence", mistakesSentence(mistakes.size()));
    context.put("pairs", pairs());
    context.put("classTables", ClassTable.of(result));
    context.put(
        "calibrationError", FormattedFigure.percent(result.strict().calibration().expectedError()));
    context.put("coverage", coverage());
    context.put("latency", LatencyWords.of(result.latency()));
    context.put(
        "confusionPlot",
        PagePlot.of(palette -> ConfusionMatrixPlot.png(result.strict().confusion(), palette)));
    context.put(
        "reliabilityPlot",
        PagePlot.of(palette -> ReliabilityDiagram.png(result.strict().calibration(), palette)));
    context.put("coveragePlot", PagePlot.of(palette -> CoveragePlot.png(result, palette)));
    return context;
  }

  private static String splitSentence(EvaluationData data) {
    return data.split().equals("all") ? "the whole folder" : "split " + data.split();
  }

  private List<String> absent() {
    return result.strict().confusion().classes().stream()
        .filter(metrics -> metrics.support() == 0)
        .map(ClassMetrics::label)
        .toList();
  }

  private List<Card> cards() {
    return List.of(
        new Card("right at once, strict", FormattedFigure.percent(result.strict().top1())),
        new Card("right at once, merged", FormattedFigure.percent(result.merged().top1())),
        new Card("among the first five", FormattedFigure.percent(result.strict().top5())),
        new Card("F1, macro", FormattedFigure.percent(result.strict().macro().f1())));
  }

  private String mistakesSentence(int shown) {
    long wrong = result.strict().top1().trials() - result.strict().top1().hits();
    return shown == wrong
        ? "All %d wrong answers, those first that the model was surest of.".formatted(wrong)
        : "The %d of %d wrong answers that the model was surest of; mistakes among synonyms are last."
            .formatted(shown, wrong);
  }

  private List<PairRow> pairs() {
    return result.strict().confusion().mostConfused(PAIRS).stream().map(this::pair).toList();
  }

  private PairRow pair(ConfusedPair pair) {
    int actual = labels.groupIndex(labels.indexOf(pair.actual()));
    int predicted = labels.groupIndex(labels.indexOf(pair.predicted()));
    return new PairRow(
        pair.actual(),
        pair.predicted(),
        pair.count(),
        pair.support(),
        FormattedFigure.percent((double) pair.count() / pair.support()),
        actual == predicted ? "synonyms" : "");
  }

  private List<CoverageRow> coverage() {
    return DoubleStream.of(COVERAGES)
        .mapToObj(result.strict().coverage()::atLeast)
        .distinct()
        .map(CoverageRow::of)
        .toList();
  }

  /** A figure at the top of the page. */
  record Card(String name, FormattedFigure figure) {}

  /** Two classes that were confused, and whether they are synonyms. */
  record PairRow(
      String actual, String predicted, long count, long support, String share, String remark) {}

  /** What happens when answers below a confidence are withheld. */
  record CoverageRow(String threshold, String answered, FormattedFigure accuracy) {
    static CoverageRow of(CoveragePoint point) {
      return new CoverageRow(
          FormattedFigure.percent(point.threshold()),
          FormattedFigure.percent(point.coverage()).value(),
          FormattedFigure.percent(point.accuracy()));
    }
  }

  /**
   * All sets side by side.
   *
   * @param strange whether there are unknown ones among them
   * @param plot the curves of the labelled ones
   */
  record Sets(SetTable table, boolean strange, PagePlot plot) {
    static Sets of(EvaluationResult result) {
      return new Sets(
          SetTable.of(result),
          !result.sets().unknown().isEmpty(),
          PagePlot.of(palette -> RiskCoveragePlot.png(result.sets(), palette)));
    }
  }

  /** The speed of both models side by side. */
  record Speeds(ComparisonSummary names, ComparisonSummary.Figure row, int sample) {
    static Speeds of(Comparison comparison) {
      return new Speeds(
          ComparisonSummary.of(comparison),
          ComparisonSummary.speed(comparison),
          comparison.latency().sample());
    }
  }

  /** Milliseconds with one decimal. */
  record LatencyWords(
      String machine, int sample, Times decode, Times classify, String photosPerSecond) {
    static LatencyWords of(Latency latency) {
      return new LatencyWords(
          latency.machine(),
          latency.sample(),
          Times.of(latency.decode()),
          Times.of(latency.classify()),
          String.format(Locale.ROOT, "%.0f", latency.photosPerSecond()));
    }

    record Times(String p50, String p95, String p99) {
      static Times of(Percentiles times) {
        return new Times(
            milliseconds(times.p50()), milliseconds(times.p95()), milliseconds(times.p99()));
      }

      private static String milliseconds(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
      }
    }
  }
}
