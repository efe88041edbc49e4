package dev.greengrocer.lab.decision;

import java.util.Arrays;

/**
 * The value that the score of one more photo does not exceed, with a promised probability: split
 * conformal prediction (Vovk et al. 2005; Angelopoulos and Bates 2021, <a
 * href="https://arxiv.org/abs/2107.07511">2107.07511</a>).
 *
 * @param value the {@code ceil((n + 1) * coverage)}-th smallest of n scores, or the largest when
 *     there are too few for that
 * @param coverage the probability that can be promised: what was asked for, or {@code n / (n + 1)}
 *     when there are too few scores for it
 */
record ConformalQuantile(double value, double coverage) {

  /**
   * Finds the value.
   *
   * @param scores of photos that nothing was fitted on, at least one
   * @param coverage asked for, in {@code (0, 1)}
   */
  static ConformalQuantile of(double[] scores, double coverage) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    // The subtraction keeps (9 + 1) * 0.9 at 9 in spite of rounding.
    int rank = (int) Math.ceil((n + 1) * coverage - 1e-9);
    return rank <= n
        ? new ConformalQuantile(sorted[rank - 1], coverage)
        : new ConformalQuantile(sorted[n - 1], n / (n + 1.0));
  }
}
