package dev.greengrocer.lab.evaluation;

import dev.greengrocer.statistics.Bootstrap;
import dev.greengrocer.statistics.Estimate;
import java.util.Comparator;
import java.util.List;

/**
 * Risk against coverage: the share of wrong names among the answers that are given, for every share
 * of photos that could be answered, the surest first.
 *
 * <p>The area under the curve (AURC) is the mean of the risk over the coverages of all photos. It
 * depends on how many names are wrong and on how well the score puts them last. The excess (E-AURC)
 * is the area less that of the best order of the same answers, with every wrong one last: 0 is a
 * perfect score, however many names are wrong, so that it can be compared between sets.
 *
 * @param curve accuracy and risk by coverage
 * @param area AURC, in {@code [0, 1]}, lower is better
 * @param excess E-AURC, in {@code [0, 1]}, lower is better
 * @see <a href="https://arxiv.org/abs/1705.08500">Geifman and El-Yaniv 2017, Selective
 *     classification for deep neural networks</a>: risk, coverage and their trade-off
 * @see <a href="https://arxiv.org/abs/1805.08206">Geifman, Uziel and El-Yaniv 2019, Bias-reduced
 *     uncertainty estimation for deep neural classifiers</a>: the area and its excess
 */
public record SelectiveRisk(CoverageCurve curve, Estimate area, Estimate excess) {

  /**
   * Measures it. Photos of one score are answered or withheld together.
   *
   * @param answers at least one
   */
  public static SelectiveRisk of(List<ScoredAnswer> answers) {
    List<ScoredAnswer> surestFirst =
        answers.stream()
            .sorted(Comparator.comparingDouble(ScoredAnswer::confidence).reversed())
            .toList();
    List<Estimate> estimates =
        Bootstrap.estimate(
            answers.size(),
            draw -> Areas.of(surestFirst, draw),
            List.of(Areas::area, areas -> areas.area() - areas.best()));
    return new SelectiveRisk(CoverageCurve.of(answers), estimates.get(0), estimates.get(1));
  }

  /**
   * The area under the curve of some answers.
   *
   * @param area by the scores as they are
   * @param best with every wrong answer last
   */
  private record Areas(double area, double best) {

    /** Of drawn answers, by their positions; some are drawn several times, others never. */
    static Areas of(List<ScoredAnswer> surestFirst, int[] draw) {
      int[] drawn = new int[surestFirst.size()];
      for (int position : draw) {
        drawn[position]++;
      }
      double sum = 0;
      long answered = 0;
      long wrong = 0;
      for (int from = 0; from < drawn.length; ) {
        double confidence = surestFirst.get(from).confidence();
        long before = answered;
        int to = from;
        while (to < drawn.length && surestFirst.get(to).confidence() == confidence) {
          answered += drawn[to];
          wrong += surestFirst.get(to).correct() ? 0 : drawn[to];
          to++;
        }
        if (answered > before) {
          sum += (double) (answered - before) * wrong / answered;
        }
        from = to;
      }
      return new Areas(sum / draw.length, best(draw.length, wrong));
    }

    private static double best(int photos, long wrong) {
      long right = photos - wrong;
      double sum = 0;
      for (long answered = right + 1; answered <= photos; answered++) {
        sum += (double) (answered - right) / answered;
      }
      return sum / photos;
    }
  }
}
