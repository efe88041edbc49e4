package dev.greengrocer.lab.evaluation;

import dev.greengrocer.statistics.Proportion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How right the model is when it may stay silent: the accuracy on its surest answers against the
 * share of photos that it answers.
 *
 * @param points from the surest answers to all of them: one a distinct confidence, so that equal
 *     confidences are answered or withheld together
 * @see <a href="https://arxiv.org/abs/1705.08500">Geifman and El-Yaniv, Selective classification
 *     for deep neural networks</a>
 */
public record CoverageCurve(List<CoveragePoint> points) {

  /** Copies the points. */
  public CoverageCurve {
    points = List.copyOf(points);
  }

  /** Draws the curve of some answers. */
  public static CoverageCurve of(List<ScoredAnswer> bets) {
    List<ScoredAnswer> surestFirst =
        bets.stream()
            .sorted(Comparator.comparingDouble(ScoredAnswer::confidence).reversed())
            .toList();
    List<CoveragePoint> points = new ArrayList<>();
    long correct = 0;
    for (int i = 0; i < surestFirst.size(); i++) {
      ScoredAnswer bet = surestFirst.get(i);
      correct += bet.correct() ? 1 : 0;
      boolean last = i == surestFirst.size() - 1;
      if (last || surestFirst.get(i + 1).confidence() < bet.confidence()) {
        points.add(
            new CoveragePoint(
                bet.confidence(),
                new Proportion(i + 1, surestFirst.size()),
                new Proportion(correct, i + 1)));
      }
    }
    return new CoverageCurve(points);
  }

  /**
   * The first point that answers at least a share of the photos.
   *
   * @param coverage in {@code (0, 1]}
   */
  public CoveragePoint atLeast(double coverage) {
    return points.stream()
        .filter(point -> point.coverage().value().orElseThrow() >= coverage)
        .findFirst()
        .orElseThrow();
  }
}
