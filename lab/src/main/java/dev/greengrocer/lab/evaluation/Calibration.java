package dev.greengrocer.lab.evaluation;

import dev.greengrocer.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the model is as often right as it says: predictions sorted into equal-width bins of their
 * confidence, after Guo et al. (2017).
 *
 * @param bins from the lowest confidence to the highest; bin {@code m} of {@code M} holds the
 *     confidences in {@code ((m - 1) / M, m / M]}
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al., On calibration of modern neural
 *     networks</a>
 */
public record Calibration(List<CalibrationBin> bins) {

  /** The number of bins of Guo et al. */
  public static final int BINS = 15;

  /** Copies the bins. */
  public Calibration {
    bins = List.copyOf(bins);
  }

  /** Sorts answers into {@link #BINS} bins by the probability of the best label. */
  public static Calibration of(List<ScoredAnswer> bets) {
    long[] count = new long[BINS];
    long[] correct = new long[BINS];
    double[] confidence = new double[BINS];
    for (ScoredAnswer bet : bets) {
      int bin = Math.max(0, Math.min(BINS, (int) Math.ceil(bet.confidence() * BINS)) - 1);
      count[bin]++;
      correct[bin] += bet.correct() ? 1 : 0;
      confidence[bin] += bet.confidence();
    }
    List<CalibrationBin> bins = new ArrayList<>();
    for (int m = 0; m < BINS; m++) {
      bins.add(
          new CalibrationBin(
              (double) m / BINS,
              (m + 1.0) / BINS,
              new Proportion(correct[m], count[m]),
              confidence[m]));
    }
    return new Calibration(bins);
  }

  /**
   * The expected calibration error: the gap between confidence and accuracy, averaged over the bins
   * by their number of photos. 0 is perfect; in {@code [0, 1]}.
   */
  public double expectedError() {
    long all = bins.stream().mapToLong(bin -> bin.accuracy().trials()).sum();
    double gaps =
        bins.stream()
            .mapToDouble(bin -> Math.abs(bin.accuracy().hits() - bin.confidenceSum()))
            .sum();
    return all == 0 ? 0 : gaps / all;
  }
}
