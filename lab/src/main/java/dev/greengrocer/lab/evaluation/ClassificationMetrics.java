package dev.greengrocer.lab.evaluation;

import dev.greengrocer.ClassScore;
import dev.greengrocer.LabelSet;
import dev.greengrocer.statistics.AverageEstimates;
import dev.greengrocer.statistics.AverageMetrics;
import dev.greengrocer.statistics.Bootstrap;
import dev.greengrocer.statistics.ConfusionMatrix;
import dev.greengrocer.statistics.Estimate;
import dev.greengrocer.statistics.Proportion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Every figure of one set of scored photos.
 *
 * @param top1 photos whose most probable label is right
 * @param top5 photos whose right label is among the five most probable
 * @param macro precision, recall and F1 with every class alike
 * @param weighted precision, recall and F1 with every class by its number of photos
 * @param logLoss the mean of {@code -ln p(truth)}, in nats; 0 is perfect, {@code ln K} is a guess
 *     among K labels
 * @param brier the mean squared distance between the probabilities and the truth, in {@code [0,
 *     2]}; 0 is perfect (Brier 1950)
 * @param confusion counts by actual and predicted class
 * @param calibration confidence against accuracy
 * @param coverage accuracy against the share of photos answered
 */
public record ClassificationMetrics(
    Proportion top1,
    Proportion top5,
    AverageEstimates macro,
    AverageEstimates weighted,
    Estimate logLoss,
    Estimate brier,
    ConfusionMatrix confusion,
    Calibration calibration,
    CoverageCurve coverage) {

  /** Probabilities below this count as this in the log loss, which would be infinite at 0. */
  static final double SMALLEST_PROBABILITY = 1e-15;

  private static final int TOP = 5;

  /**
   * Computes the figures.
   *
   * @param labels the labels in class-index order
   * @param photos at least one, scored over these labels
   */
  public static ClassificationMetrics of(LabelSet labels, List<EvaluatedPhoto> photos) {
    List<String> names = labels.names();
    Map<String, Integer> index = new HashMap<>();
    names.forEach(name -> index.put(name, index.size()));
    int[] actual = photos.stream().mapToInt(photo -> index.get(photo.label())).toArray();
    int[] predicted =
        photos.stream().mapToInt(photo -> index.get(photo.prediction().best().label())).toArray();

    ConfusionMatrix confusion = ConfusionMatrix.of(names, actual, predicted);
    long top5 = photos.stream().filter(photo -> photo.rankOfTruth() <= TOP).count();
    List<ScoredAnswer> bets = photos.stream().map(EvaluatedPhoto::bet).toList();
    return new ClassificationMetrics(
        confusion.accuracy(),
        new Proportion(top5, photos.size()),
        AverageEstimates.of(names, actual, predicted, AverageMetrics::macro),
        AverageEstimates.of(names, actual, predicted, AverageMetrics::weighted),
        mean(photos, ClassificationMetrics::logLoss),
        mean(photos, ClassificationMetrics::brier),
        confusion,
        Calibration.of(bets),
        CoverageCurve.of(bets));
  }

  private static Estimate mean(
      List<EvaluatedPhoto> photos, ToDoubleFunction<EvaluatedPhoto> score) {
    double[] scores = photos.stream().mapToDouble(score).toArray();
    ToDoubleFunction<int[]> mean =
        draw -> IntStream.of(draw).mapToDouble(i -> scores[i]).average().orElseThrow();
    return Bootstrap.estimate(scores.length, draw -> draw, List.of(mean)).get(0);
  }

  private static double logLoss(EvaluatedPhoto photo) {
    return -Math.log(Math.max(SMALLEST_PROBABILITY, photo.probabilityOfTruth()));
  }

  private static double brier(EvaluatedPhoto photo) {
    double sum = 0;
    for (ClassScore score : photo.prediction().scores()) {
      double truth = score.label().equals(photo.label()) ? 1 : 0;
      sum += Math.pow(score.probability() - truth, 2);
    }
    return sum;
  }
}
