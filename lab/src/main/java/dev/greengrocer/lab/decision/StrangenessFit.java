package dev.greengrocer.lab.decision;

import java.util.Comparator;
import java.util.List;

/**
 * The unfamiliarity above which a photo whose first group is not sure is rejected as like no
 * produce: of each set of known photos at most a given share may be.
 *
 * <p>Between that bound and the next unknown photo above it nothing speaks for either side, so the
 * middle of both is taken. A photo that is dark or blurred is rejected for that instead and does
 * not count.
 */
final class StrangenessFit {

  private StrangenessFit() {}

  /**
   * Fits the bound.
   *
   * @param known photos of kinds that the model knows, a list for each origin
   * @param unknown photos of nothing that it knows
   * @param sure a photo whose first group is at least so probable is never rejected
   * @param acceptedUpTo the bound is no lower
   * @param rejected share of each list of known photos that may be rejected
   */
  static double of(
      List<List<PhotoOutcome>> known,
      List<List<PhotoOutcome>> unknown,
      double sure,
      double acceptedUpTo,
      double rejected) {
    double bound = acceptedUpTo;
    for (List<PhotoOutcome> set : known) {
      bound = Math.max(bound, lowest(set, sure, (long) (set.size() * rejected + 1e-9)));
    }
    double tight = bound;
    return unknown.stream()
        .flatMap(List::stream)
        .filter(photo -> isExposed(photo, sure) && photo.unfamiliarity() > tight)
        .mapToDouble(photo -> (tight + photo.unfamiliarity()) / 2)
        .min()
        .orElse(tight);
  }

  /** The lowest bound above which there are at most so many photos. */
  private static double lowest(List<PhotoOutcome> set, double sure, long most) {
    return set.stream()
        .filter(photo -> isExposed(photo, sure))
        .map(PhotoOutcome::unfamiliarity)
        .sorted(Comparator.reverseOrder())
        .skip(most)
        .findFirst()
        .orElse(Double.NEGATIVE_INFINITY);
  }

  private static boolean isExposed(PhotoOutcome photo, double sure) {
    return photo.probability() < sure && !photo.unclear();
  }
}
