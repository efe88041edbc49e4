package dev.greengrocer.statistics;

/**
 * McNemar's test: whether two models that answered the same photos differ by more than luck.
 *
 * <p>Photos on which both are right, or both wrong, say nothing about that. If the models were
 * equally good, each of the others would go to either of them like a fair coin (McNemar 1947). The
 * exact binomial test is used, without mid-p: for few photos it errs on the careful side.
 *
 * @see <a href="https://doi.org/10.1007/BF02295996">McNemar, Note on the sampling error of the
 *     difference between correlated proportions or percentages</a>
 */
final class McNemar {

  private McNemar() {}

  /**
   * The two-sided p-value: twice the probability that a fair coin, thrown once for each photo on
   * which the models disagree, shows its rarer side as seldom as it did, or more seldom; at most 1.
   *
   * @param onlyOne photos on which only the one model is right
   * @param onlyOther photos on which only the other is
   */
  static double pValue(long onlyOne, long onlyOther) {
    long throwsOfCoin = onlyOne + onlyOther;
    long rarer = Math.min(onlyOne, onlyOther);
    // ln C(n, k), one factor after the other: the numbers themselves would overflow.
    double logWays = 0;
    double tail = 0;
    for (long k = 0; k <= rarer; k++) {
      tail += Math.exp(logWays - throwsOfCoin * Math.log(2));
      logWays += Math.log((double) (throwsOfCoin - k)) - Math.log(k + 1.0);
    }
    return Math.min(1, 2 * tail);
  }
}
