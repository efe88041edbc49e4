package dev.greengrocer.lab.evaluation;

import dev.greengrocer.Answer;
import dev.greengrocer.Decision;
import dev.greengrocer.model.EvaluationCounts;
import dev.greengrocer.model.Measurement;
import dev.greengrocer.model.Measurement.Figure;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.model.ModelCard;
import dev.greengrocer.statistics.ConfusionMatrix;
import dev.greengrocer.statistics.Estimate;
import dev.greengrocer.statistics.Interval;
import dev.greengrocer.statistics.Proportion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What an evaluation leaves in the bundle that it measured: figures that travel with the weights.
 */
public final class QualityRecord {

  private QualityRecord() {}

  /** The figures that a model card shows. */
  public static Measurement of(EvaluationResult result) {
    EvaluationData data = result.data();
    List<Figure> figures = new ArrayList<>();
    add(figures, "", result.strict());
    add(figures, ", synonyms merged", result.merged());
    boolean decides = result.model().decision().isPresent();
    if (decides) {
      add(figures, result.decisions());
      result.sets().unknown().forEach(strange -> add(figures, strange));
    }
    result.parts().forEach(part -> add(figures, part, decides));
    result.sets().further().forEach(set -> add(figures, set, decides));
    return new Measurement(
        data.name(), data.contentHash(), data.split(), data.photos().size(), figures);
  }

  /** What a later look at the model needs to draw its mistakes and to notice that it drifts. */
  public static EvaluationCounts counts(EvaluationResult result) {
    EvaluationData data = result.data();
    ConfusionMatrix matrix = result.strict().confusion();
    int classes = matrix.labels().size();
    List<List<Long>> confusion =
        IntStream.range(0, classes)
            .mapToObj(
                actual ->
                    IntStream.range(0, classes)
                        .mapToObj(predicted -> matrix.count(actual, predicted))
                        .toList())
            .toList();
    long[] confidence = new long[EvaluationCounts.BINS];
    Map<Decision, Long> decisions = new EnumMap<>(Decision.class);
    for (Answer answer : result.photos().answers()) {
      confidence[EvaluationCounts.bin(answer.prediction().best().probability())]++;
      decisions.merge(answer.decision(), 1L, Long::sum);
    }
    return new EvaluationCounts(
        data.name(),
        data.contentHash(),
        data.split(),
        confusion,
        LongStream.of(confidence).boxed().toList(),
        decisions);
  }

  /**
   * Writes figures and counts into the bundle, and the figures into its card, in the place of
   * earlier ones on the same split of the same data; the weights stay as they are.
   *
   * @return the bundle with its measurements
   */
  public static ModelBundle write(EvaluationResult result) {
    Measurement measured = of(result);
    List<Measurement> all =
        new ArrayList<>(
            result.model().description().measurements().stream()
                .filter(earlier -> !isOf(measured, earlier.dataHash(), earlier.split()))
                .toList());
    all.add(measured);
    List<EvaluationCounts> counts =
        new ArrayList<>(
            ModelBundles.counts(result.model()).stream()
                .filter(earlier -> !isOf(measured, earlier.dataHash(), earlier.split()))
                .toList());
    counts.add(counts(result));
    ModelBundle model = result.model();
    return ModelBundles.measure(
        model,
        all,
        counts,
        ModelCard.markdown(model.description().withMeasurements(all), ModelBundles.card(model)));
  }

  private static boolean isOf(Measurement measured, String dataHash, String split) {
    return measured.dataHash().equals(dataHash) && measured.split().equals(split);
  }

  private static void add(List<Figure> figures, String view, ClassificationMetrics metrics) {
    figures.add(share("top-1 accuracy" + view, metrics.top1()));
    figures.add(share("top-5 accuracy" + view, metrics.top5()));
    figures.add(estimate("macro F1" + view, metrics.macro().f1()));
    figures.add(estimate("log loss" + view, metrics.logLoss()));
    figures.add(
        new Figure(
            "expected calibration error" + view, metrics.calibration().expectedError(), List.of()));
  }

  private static void add(List<Figure> figures, DecisionMetrics decisions) {
    figures.add(share("accepted", decisions.accepted()));
    if (decisions.acceptedWrong().trials() > 0) {
      figures.add(share("wrong among accepted", decisions.acceptedWrong()));
    }
    if (decisions.shortlistRight().trials() > 0) {
      figures.add(share("right name on the shortlist", decisions.shortlistRight()));
    }
    figures.add(share("rejected", decisions.allRejected()));
  }

  private static void add(List<Figure> figures, EvaluationPart part, boolean decides) {
    String of = ", " + part.name();
    figures.add(share("top-1 accuracy" + of, part.strict().top1()));
    figures.add(share("top-1 accuracy" + of + ", synonyms merged", part.merged().top1()));
    if (decides) {
      figures.add(share("accepted" + of, part.decisions().accepted()));
      if (part.decisions().acceptedWrong().trials() > 0) {
        figures.add(share("wrong among accepted" + of, part.decisions().acceptedWrong()));
      }
    }
  }

  private static void add(List<Figure> figures, SetMetrics set, boolean decides) {
    String of = ", " + set.name();
    figures.add(share("top-1 accuracy" + of, set.strict()));
    figures.add(share("top-1 accuracy" + of + ", synonyms merged", set.merged()));
    if (decides) {
      DecisionMetrics decisions = set.decisions();
      figures.add(share("accepted" + of, decisions.accepted()));
      if (decisions.acceptedWrong().trials() > 0) {
        figures.add(share("wrong among accepted" + of, decisions.acceptedWrong()));
      }
      if (decisions.shortlistRight().trials() > 0) {
        figures.add(share("right name on the shortlist" + of, decisions.shortlistRight()));
      }
      figures.add(share("rejected" + of, decisions.allRejected()));
      figures.add(estimate("area under risk and coverage" + of, set.risk().area()));
    }
  }

  private static void add(List<Figure> figures, OodMetrics strange) {
    figures.add(share("accepted of " + strange.name(), strange.accepted()));
    figures.add(share("rejected of " + strange.name(), strange.allRejected()));
    figures.add(estimate("AUROC of unfamiliarity, " + strange.name(), strange.byUnfamiliarity()));
  }

  private static Figure share(String name, Proportion share) {
    return figure(name, share.value().orElseThrow(), share.interval().orElseThrow());
  }

  private static Figure estimate(String name, Estimate estimate) {
    return figure(name, estimate.value(), estimate.interval());
  }

  private static Figure figure(String name, double value, Interval interval) {
    return new Figure(name, value, List.of(interval.low(), interval.high()));
  }
}
