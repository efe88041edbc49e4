package dev.greengrocer.ledger.figures;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far counts have moved from what they were: the population stability index, which is the sum
 * over all bins of {@code (p - q) ln(p / q)}, less what chance alone brings to so few counts. Below
 * 0.1 it is customary to speak of no change, above 0.25 of a great one.
 *
 * @param index the index, at least 0; meaningless when {@code verdict} is {@link Verdict#TOO_FEW}
 * @param verdict what to make of it
 * @see <a href="https://doi.org/10.1214/aoms/1177729694">Kullback and Leibler, On information and
 *     sufficiency (1951), whose symmetric divergence it is</a>
 */
public record Drift(double index, Verdict verdict) {

  /** Fewer counts on either side tell nothing. */
  static final int ENOUGH = 100;

  private static final double SOME = 0.1;
  private static final double GREAT = 0.25;

  /** A bin without counts is taken for one with half a count: a logarithm of 0 tells nothing. */
  private static final double EMPTY = 0.5;

  /** What to make of a drift. */
  public enum Verdict {
    /** As it was. */
    SAME("good"),
    /** Worth keeping an eye on. */
    SOME("fair"),
    /** Worth finding out why. */
    GREAT("bad"),
    /** Too little to go by. */
    TOO_FEW("");

    private final String badge;

    Verdict(String badge) {
      this.badge = badge;
    }

    /** How a page marks it. */
    public String badge() {
      return badge;
    }
  }

  /** From what counts were to what they are; both by bin, which need not be the same ones. */
  public static <K extends Comparable<K>> Drift between(Map<K, Long> before, Map<K, Long> now) {
    long allBefore = sum(before);
    long allNow = sum(now);
    if (allBefore < ENOUGH || allNow < ENOUGH) {
      return new Drift(0, Verdict.TOO_FEW);
    }
    Set<K> bins = new TreeSet<>(before.keySet());
    bins.addAll(now.keySet());
    double index = 0;
    for (K bin : bins) {
      double p = Math.max(EMPTY, now.getOrDefault(bin, 0L)) / allNow;
      double q = Math.max(EMPTY, before.getOrDefault(bin, 0L)) / allBefore;
      index += (p - q) * Math.log(p / q);
    }
    // Under no change the index is about chi-squared: (bins - 1)(1/n + 1/m) on average.
    double chance = (bins.size() - 1) * (1.0 / allNow + 1.0 / allBefore);
    double moved = Math.max(0, index - chance);
    return new Drift(
        moved, moved < SOME ? Verdict.SAME : moved < GREAT ? Verdict.SOME : Verdict.GREAT);
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
