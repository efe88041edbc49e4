package dev.greengrocer.lab.decision;

import dev.greengrocer.model.DecisionRule.Acceptance;
import java.util.Comparator;
import java.util.List;

/**
 * The lowest probability from which on names may be accepted.
 *
 * <p>Of n photos at least so probable, e wrong ones count as {@code (e + 1) / (n + 1)}: the next
 * photo, of which nothing is known, counts as wrong (Angelopoulos et al. 2022, <a
 * href="https://arxiv.org/abs/2208.02814">2208.02814</a>). Where that never comes down to the error
 * aimed at, because there are too few photos or confident mistakes, the lowest that it comes to is
 * taken, and the rule says so; when that is more than {@link #WORST_FALLBACK}, nothing is accepted.
 */
final class AcceptanceFit {

  /** A rule that is wrong more often than this is of no use, so none is made. */
  private static final double WORST_FALLBACK = 0.1;

  private AcceptanceFit() {}

  /**
   * Fits the threshold: as many photos as possible are accepted.
   *
   * @param photos the best group of each photo that is not rejected
   * @param error aimed at, in {@code (0, 1)}
   */
  static Acceptance of(List<Guess> photos, double error) {
    List<Guess> surestFirst =
        photos.stream().sorted(Comparator.comparingDouble(Guess::probability).reversed()).toList();
    Acceptance widest = new Acceptance(1, error);
    Acceptance safest = Acceptance.NONE;
    boolean reached = false;
    long wrong = 0;
    for (int i = 0; i < surestFirst.size(); i++) {
      Guess photo = surestFirst.get(i);
      wrong += photo.right() ? 0 : 1;
      boolean tied =
          i + 1 < surestFirst.size() && surestFirst.get(i + 1).probability() == photo.probability();
      double risk = (wrong + 1.0) / (i + 2.0);
      if (!tied && risk <= error) {
        widest = new Acceptance(photo.probability(), error);
        reached = true;
      }
      if (!tied && risk <= safest.error()) {
        safest = new Acceptance(photo.probability(), risk);
      }
    }
    if (reached) {
      return widest;
    }
    return safest.error() <= WORST_FALLBACK + 1e-9 ? safest : Acceptance.NONE;
  }

  /**
   * The best group of one photo.
   *
   * @param probability of the group
   * @param right whether the photo shows it
   */
  record Guess(double probability, boolean right) {}
}
