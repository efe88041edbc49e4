package dev.greengrocer.statistics;

/**
 * The exact upper confidence bound of a share, one-sided: if the true share were larger, so few
 * hits would come up in less than one of so many samples as the confidence leaves.
 *
 * @see <a href="https://doi.org/10.1093/biomet/26.4.404">Clopper and Pearson 1934, The use of
 *     confidence or fiducial limits illustrated in the case of the binomial</a>
 */
public final class ClopperPearson {

  /** Halving this often leaves less than a double can tell apart. */
  private static final int HALVINGS = 60;

  private ClopperPearson() {}

  /**
   * The bound.
   *
   * @param hits in {@code [0, trials]}
   * @param trials at least 0; of none nothing is known, and the bound is 1
   * @param confidence in {@code (0, 1)}
   */
  public static double upper(long hits, long trials, double confidence) {
    check(hits, trials);
    if (hits == trials) {
      return 1;
    }
    double low = (double) hits / trials;
    double high = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (isAtMost(hits, trials, middle, confidence)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /**
   * Whether the bound is at most some share; far cheaper than the bound itself.
   *
   * @param share in {@code [0, 1]}
   */
  public static boolean isAtMost(long hits, long trials, double share, double confidence) {
    check(hits, trials);
    if (share >= 1) {
      return true;
    }
    return hits < trials && share > 0 && atMost(hits, trials, share) <= 1 - confidence;
  }

  /** The probability of so few hits or fewer; each term from the one before, in logarithms. */
  private static double atMost(long hits, long trials, double share) {
    double logOdds = Math.log(share) - Math.log1p(-share);
    double logTerm = trials * Math.log1p(-share);
    double sum = Math.exp(logTerm);
    for (long k = 0; k < hits; k++) {
      logTerm += Math.log((double) (trials - k) / (k + 1)) + logOdds;
      sum += Math.exp(logTerm);
    }
    return sum;
  }

  private static void check(long hits, long trials) {
    if (hits < 0 || hits > trials) {
      throw new IllegalArgumentException("%d hits in %d trials".formatted(hits, trials));
    }
  }
}
