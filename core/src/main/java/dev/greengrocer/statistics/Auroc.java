package dev.greengrocer.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How well a score tells two sets of photos apart: the probability that a strange photo has a
 * higher score than a familiar one, equal scores counting half. 1 is always, 0.5 is a coin.
 *
 * @see <a href="https://doi.org/10.1148/radiology.143.1.7063747">Hanley and McNeil 1982, The
 *     meaning and use of the area under a ROC curve</a>
 */
public final class Auroc {

  private final double[] scores;
  private final int familiar;
  private final int[] order;

  private Auroc(double[] familiar, double[] strange) {
    this.familiar = familiar.length;
    this.scores = new double[familiar.length + strange.length];
    System.arraycopy(familiar, 0, scores, 0, familiar.length);
    System.arraycopy(strange, 0, scores, familiar.length, strange.length);
    this.order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /**
   * Estimates it with its interval; photos of both sets are resampled together.
   *
   * @param familiar the scores of familiar photos, at least one
   * @param strange the scores of strange photos, at least one
   */
  public static Estimate of(double[] familiar, double[] strange) {
    Auroc auroc = new Auroc(familiar, strange);
    return Bootstrap.estimate(
            auroc.scores.length, auroc::area, List.<ToDoubleFunction<Double>>of(area -> area))
        .get(0);
  }

  private double area(int[] draw) {
    int[] drawn = new int[scores.length];
    for (int photo : draw) {
      drawn[photo]++;
    }
    double below = 0;
    double wins = 0;
    double strange = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      double familiarHere = 0;
      double strangeHere = 0;
      while (to < order.length && scores[order[to]] == scores[order[from]]) {
        if (order[to] < familiar) {
          familiarHere += drawn[order[to]];
        } else {
          strangeHere += drawn[order[to]];
        }
        to++;
      }
      wins += strangeHere * (below + familiarHere / 2);
      below += familiarHere;
      strange += strangeHere;
      from = to;
    }
    // A draw without one of the sets tells nothing.
    return below == 0 || strange == 0 ? 0.5 : wins / (below * strange);
  }
}
