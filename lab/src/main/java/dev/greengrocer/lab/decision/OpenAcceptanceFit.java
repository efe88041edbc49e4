package dev.greengrocer.lab.decision;

import dev.greengrocer.model.DecisionRule.Acceptance;
import dev.greengrocer.statistics.ClopperPearson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The probability, corrected or as it is, from which on, and the unfamiliarity up to which, names
 * may be accepted: the pair that accepts as many known photos as possible while
 *
 * <ul>
 *   <li>the upper confidence bound ({@link ClopperPearson}) of the share of wrong names among the
 *       accepted ones of all sets is at most the error aimed at, and so is the share of each set
 *       alone: a set from elsewhere is not drowned by many photos of the data set's own family,
 *   <li>of each set of unknown photos at most a given share is accepted.
 * </ul>
 *
 * <p>Where no pair keeps the first, the one of the lowest risk is taken, the larger of both
 * figures, and the rule says so; when that is more than {@link #WORST_FALLBACK}, nothing is
 * accepted. The second is always kept.
 *
 * <p>The pair is chosen on the photos that its risk is computed from, which makes that a little too
 * low; what is to be expected elsewhere, fitting without a set and measuring on it tells.
 */
final class OpenAcceptanceFit {

  /** Confidence of the bound. */
  static final double CONFIDENCE = 0.95;

  /** A rule that may be wrong more often than this is of no use, so none is made. */
  private static final double WORST_FALLBACK = 0.1;

  /** Unfamiliarities that are tried, evenly spread over the known photos. */
  private static final int BOUNDS = 256;

  private final List<Photo> surestFirst;
  private final long[] mostUnknown;
  private final int knownSets;
  private final double error;

  private Best kept = Best.NOTHING;
  private Best safest = Best.NOTHING;

  private OpenAcceptanceFit(
      List<List<PhotoOutcome>> known,
      List<List<PhotoOutcome>> unknown,
      double error,
      double acceptUnknown) {
    List<Photo> photos = new ArrayList<>();
    for (int set = 0; set < known.size() + unknown.size(); set++) {
      List<PhotoOutcome> outcomes =
          set < known.size() ? known.get(set) : unknown.get(set - known.size());
      for (PhotoOutcome outcome : outcomes) {
        if (!outcome.several()) {
          photos.add(new Photo(set, outcome));
        }
      }
    }
    photos.sort(Comparator.comparingDouble((Photo photo) -> photo.outcome.corrected()).reversed());
    this.surestFirst = List.copyOf(photos);
    this.mostUnknown =
        unknown.stream().mapToLong(set -> (long) (set.size() * acceptUnknown + 1e-9)).toArray();
    this.knownSets = known.size();
    this.error = error;
  }

  /**
   * Fits the pair.
   *
   * @param known photos of kinds that the model knows, a list for each origin
   * @param unknown photos of nothing that it knows, a list for each origin
   * @param error aimed at, in {@code (0, 1)}
   * @param acceptUnknown share of each list of unknown photos that may be accepted
   */
  static OpenAcceptance of(
      List<List<PhotoOutcome>> known,
      List<List<PhotoOutcome>> unknown,
      double error,
      double acceptUnknown) {
    OpenAcceptanceFit fit = new OpenAcceptanceFit(known, unknown, error, acceptUnknown);
    double[] bounds = bounds(known);
    for (double bound : bounds) {
      fit.tryBound(bound);
    }
    if (fit.kept.accepted > 0) {
      return new OpenAcceptance(new Acceptance(fit.kept.probability, error), fit.kept.bound);
    }
    return fit.safest.risk <= WORST_FALLBACK + 1e-9
        ? new OpenAcceptance(
            new Acceptance(fit.safest.probability, fit.safest.risk), fit.safest.bound)
        : new OpenAcceptance(Acceptance.NONE, bounds[0]);
  }

  private static double[] bounds(List<List<PhotoOutcome>> known) {
    double[] sorted =
        known.stream()
            .flatMap(List::stream)
            .mapToDouble(PhotoOutcome::unfamiliarity)
            .sorted()
            .toArray();
    int count = Math.min(BOUNDS, sorted.length);
    double[] bounds = new double[count];
    for (int i = 0; i < count; i++) {
      bounds[i] = sorted[(int) ((i + 1L) * sorted.length / count) - 1];
    }
    return bounds;
  }

  /** Lets in the photos up to an unfamiliarity, the surest first, until too many are unknown. */
  private void tryBound(double bound) {
    List<Photo> familiar =
        surestFirst.stream().filter(photo -> photo.outcome.unfamiliarity() <= bound).toList();
    long[] accepted = new long[knownSets + mostUnknown.length];
    long[] wrong = new long[knownSets];
    for (int i = 0; i < familiar.size(); i++) {
      Photo photo = familiar.get(i);
      accepted[photo.set]++;
      if (photo.set < knownSets) {
        wrong[photo.set] += photo.outcome.right() ? 0 : 1;
      } else if (accepted[photo.set] > mostUnknown[photo.set - knownSets]) {
        return;
      }
      double probability = photo.outcome.corrected();
      boolean tied =
          i + 1 < familiar.size() && familiar.get(i + 1).outcome.corrected() == probability;
      if (!tied) {
        consider(accepted, wrong, probability, bound);
      }
    }
  }

  private void consider(long[] accepted, long[] wrong, double probability, double bound) {
    long all = 0;
    long mistakes = 0;
    double worstShare = 0;
    for (int set = 0; set < knownSets; set++) {
      all += accepted[set];
      mistakes += wrong[set];
      if (accepted[set] > 0) {
        worstShare = Math.max(worstShare, (double) wrong[set] / accepted[set]);
      }
    }
    if (all > kept.accepted
        && worstShare <= error
        && ClopperPearson.isAtMost(mistakes, all, error, CONFIDENCE)) {
      kept = new Best(probability, bound, all, error);
    }
    // The safest matters only as long as none keeps the promise; the bound itself is costly.
    if (kept.accepted == 0
        && worstShare < safest.risk
        && ClopperPearson.isAtMost(mistakes, all, safest.risk, CONFIDENCE)) {
      double risk = Math.max(worstShare, ClopperPearson.upper(mistakes, all, CONFIDENCE));
      if (risk < safest.risk) {
        safest = new Best(probability, bound, all, risk);
      }
    }
  }

  private record Photo(int set, PhotoOutcome outcome) {}

  /** The best pair so far. */
  private record Best(double probability, double bound, long accepted, double risk) {
    static final Best NOTHING = new Best(1, 0, 0, 1);
  }
}
