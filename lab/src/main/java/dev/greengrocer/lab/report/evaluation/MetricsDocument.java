package dev.greengrocer.lab.report.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.greengrocer.lab.evaluation.CalibrationBin;
import dev.greengrocer.lab.evaluation.ClassificationMetrics;
import dev.greengrocer.lab.evaluation.Comparison;
import dev.greengrocer.lab.evaluation.CoveragePoint;
import dev.greengrocer.lab.evaluation.EvaluationData;
import dev.greengrocer.lab.evaluation.EvaluationResult;
import dev.greengrocer.lab.evaluation.SkippedClass;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.statistics.AverageEstimates;
import dev.greengrocer.statistics.ClassMetrics;
import dev.greengrocer.statistics.ConfusedPair;
import dev.greengrocer.statistics.Estimate;
import dev.greengrocer.statistics.Interval;
import dev.greengrocer.statistics.Proportion;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code metrics.json} says, property by property. Undefined ratios are {@code null}; ratios
 * are rounded to six decimals; {@code low} and {@code high} are the ends of a 95 % interval.
 *
 * @param formatVersion raised when a property changes its meaning
 * @param model which model answered
 * @param data what it was asked
 * @param strict figures over the model's labels
 * @param merged figures with each group of synonyms counted as one
 * @param decisions what the model's decisions come to
 * @param parts the figures of parts of the photos; left out when it was not parted
 * @param sets the figures of each set of labelled photos, the data first; left out when there was
 *     no set but the data
 * @param unknown the figures of each set of photos of nothing that the model knows; left out when
 *     there was none
 * @param notProduce the first of {@code unknown}, by the name that it had when there could be one
 *     only
 * @param comparison how another model did on the same photos; left out when none was asked
 */
@JsonPropertyOrder({
  "formatVersion",
  "model",
  "data",
  "strict",
  "merged",
  "decisions",
  "parts",
  "sets",
  "unknown",
  "notProduce",
  "comparison"
})
record MetricsDocument(
    int formatVersion,
    Model model,
    Data data,
    View strict,
    View merged,
    DecisionsDocument decisions,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PartDocument> parts,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SetDocument> sets,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DecisionsDocument.Unknown> unknown,
    @JsonInclude(JsonInclude.Include.NON_NULL) DecisionsDocument.@Nullable Unknown notProduce,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ComparisonDocument comparison) {

  private static final int FORMAT_VERSION = 1;
  private static final int CONFUSED_PAIRS = 20;

  static MetricsDocument of(EvaluationResult result, @Nullable Comparison comparison) {
    boolean fitted = result.model().decision().isPresent();
    List<DecisionsDocument.Unknown> unknown =
        result.sets().unknown().stream().map(DecisionsDocument.Unknown::of).toList();
    return new MetricsDocument(
        FORMAT_VERSION,
        Model.of(result.model()),
        Data.of(result.data()),
        View.of(result.strict()),
        View.of(result.merged()),
        DecisionsDocument.of(result),
        result.parts().stream().map(part -> PartDocument.of(part, fitted)).toList(),
        result.sets().labelled().stream().map(set -> SetDocument.of(set, fitted)).toList(),
        unknown,
        unknown.isEmpty() ? null : unknown.get(0),
        comparison == null ? null : ComparisonDocument.of(comparison));
  }

  @JsonPropertyOrder({"name", "network", "sha256", "trainedOn", "codeVersion"})
  record Model(String name, String network, String sha256, String trainedOn, String codeVersion) {
    static Model of(ModelBundle bundle) {
      return new Model(
          bundle.name(),
          bundle.network(),
          bundle.modelSha256(),
          bundle.provenance().dataHash(),
          bundle.provenance().codeVersion());
    }
  }

  @JsonPropertyOrder({"name", "source", "split", "photos", "contentHash", "leaks", "skipped"})
  record Data(
      String name,
      String source,
      String split,
      int photos,
      String contentHash,
      @JsonUnwrapped Leaks leaks,
      @JsonUnwrapped Skipped skipped) {
    static Data of(EvaluationData data) {
      return new Data(
          data.name(),
          data.source().name().toLowerCase(Locale.ROOT),
          data.split(),
          data.photos().size(),
          data.contentHash(),
          new Leaks(data.leaks().groups(), data.leaks().photos()),
          new Skipped(data.skippedClasses(), data.skippedFiles(), data.hiddenFiles()));
    }
  }

  @JsonPropertyOrder({"leakingGroups", "leakingPhotos"})
  record Leaks(int leakingGroups, int leakingPhotos) {}

  @JsonPropertyOrder({"skippedClasses", "skippedFiles", "hiddenFiles"})
  record Skipped(List<SkippedClass> skippedClasses, List<String> skippedFiles, int hiddenFiles) {}

  /** The figures over one set of labels; its groups are written side by side. */
  @JsonPropertyOrder({"classes", "scores", "tables"})
  record View(
      @JsonUnwrapped ClassCounts classes,
      @JsonUnwrapped Scores scores,
      @JsonUnwrapped Tables tables) {
    static View of(ClassificationMetrics metrics) {
      return new View(ClassCounts.of(metrics), Scores.of(metrics), Tables.of(metrics));
    }
  }

  @JsonPropertyOrder({"classes", "classesWithPhotos"})
  record ClassCounts(int classes, long classesWithPhotos) {
    static ClassCounts of(ClassificationMetrics metrics) {
      List<ClassMetrics> classes = metrics.confusion().classes();
      return new ClassCounts(
          classes.size(), classes.stream().filter(metric -> metric.support() > 0).count());
    }
  }

  @JsonPropertyOrder({
    "top1",
    "top5",
    "macro",
    "weighted",
    "logLoss",
    "brier",
    "expectedCalibrationError"
  })
  record Scores(
      Share top1,
      Share top5,
      Averages macro,
      Averages weighted,
      Figure logLoss,
      Figure brier,
      double expectedCalibrationError) {
    static Scores of(ClassificationMetrics metrics) {
      return new Scores(
          Share.of(metrics.top1()),
          Share.of(metrics.top5()),
          Averages.of(metrics.macro()),
          Averages.of(metrics.weighted()),
          Figure.of(metrics.logLoss()),
          Figure.of(metrics.brier()),
          round(metrics.calibration().expectedError()));
    }
  }

  @JsonPropertyOrder({"perClass", "mostConfused", "calibration", "coverage"})
  record Tables(
      List<ClassRow> perClass,
      List<ConfusedPair> mostConfused,
      List<Bin> calibration,
      List<Coverage> coverage) {
    static Tables of(ClassificationMetrics metrics) {
      return new Tables(
          metrics.confusion().classes().stream().map(ClassRow::of).toList(),
          metrics.confusion().mostConfused(CONFUSED_PAIRS),
          metrics.calibration().bins().stream().map(Bin::of).toList(),
          IntStream.rangeClosed(1, 20)
              .mapToObj(step -> Coverage.of(metrics.coverage().atLeast(step / 20.0)))
              .distinct()
              .toList());
    }
  }

  @JsonPropertyOrder({"precision", "recall", "f1"})
  record Averages(Figure precision, Figure recall, Figure f1) {
    static Averages of(AverageEstimates averages) {
      return new Averages(
          Figure.of(averages.precision()), Figure.of(averages.recall()), Figure.of(averages.f1()));
    }
  }

  @JsonPropertyOrder({"label", "support", "predicted", "correct", "precision", "recall", "f1"})
  record ClassRow(
      String label,
      long support,
      long predicted,
      long correct,
      Share precision,
      Share recall,
      Figure f1) {
    static ClassRow of(ClassMetrics metrics) {
      return new ClassRow(
          metrics.label(),
          metrics.support(),
          metrics.predicted(),
          metrics.correct(),
          Share.of(metrics.precision()),
          Share.of(metrics.recall()),
          Figure.of(metrics.f1(), metrics.f1Interval().orElse(null)));
    }
  }

  @JsonPropertyOrder({"value", "low", "high", "hits", "trials"})
  record Share(
      @Nullable Double value, @Nullable Double low, @Nullable Double high, long hits, long trials) {
    static Share of(Proportion proportion) {
      Figure figure = Figure.of(proportion.value(), proportion.interval().orElse(null));
      return new Share(
          figure.value(), figure.low(), figure.high(), proportion.hits(), proportion.trials());
    }
  }

  @JsonPropertyOrder({"value", "low", "high"})
  record Figure(@Nullable Double value, @Nullable Double low, @Nullable Double high) {
    static Figure of(Estimate estimate) {
      return of(OptionalDouble.of(estimate.value()), estimate.interval());
    }

    static Figure of(OptionalDouble value, @Nullable Interval interval) {
      return new Figure(
          value.isPresent() ? round(value.getAsDouble()) : null,
          interval == null ? null : round(interval.low()),
          interval == null ? null : round(interval.high()));
    }
  }

  @JsonPropertyOrder({"from", "to", "meanConfidence", "accuracy"})
  record Bin(double from, double to, @Nullable Double meanConfidence, Share accuracy) {
    static Bin of(CalibrationBin bin) {
      Figure confidence = Figure.of(bin.meanConfidence(), null);
      return new Bin(
          round(bin.low()), round(bin.high()), confidence.value(), Share.of(bin.accuracy()));
    }
  }

  @JsonPropertyOrder({"threshold", "coverage", "accuracy"})
  record Coverage(double threshold, Share coverage, Share accuracy) {
    static Coverage of(CoveragePoint point) {
      return new Coverage(
          round(point.threshold()), Share.of(point.coverage()), Share.of(point.accuracy()));
    }
  }

  /** Six decimals: more than any of these figures means, and the same on every machine. */
  static double round(double value) {
    return Math.rint(value * 1e6) / 1e6;
  }
}
