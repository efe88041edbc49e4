package dev.greengrocer.lab.decision;

import dev.greengrocer.inference.NetworkOutput;
import dev.greengrocer.model.FeatureSpace;
import dev.greengrocer.model.OddsCorrection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When a name is accepted, and by which correction of its probability.
 *
 * @param acceptance by the probabilities of {@code known}
 * @param known outcomes of the known photos, a list for each origin
 * @param correction empty when probabilities are taken as they are
 * @param space that the correction asks; there exactly when there is one
 */
record CorrectedAcceptance(
    OpenAcceptance acceptance,
    List<List<PhotoOutcome>> known,
    Optional<OddsCorrection> correction,
    Optional<FeatureSpace> space) {

  /** Weights of the direction towards unknown kinds that are tried. */
  private static final List<Double> WEIGHTS = List.of(0.25, 0.5, 0.75, 1.0);

  /** Half as sharp, half the odds. What sharper photos gain beyond 60 is noise. */
  private static final OddsCorrection CORRECTION = new OddsCorrection(1, 60);

  /** Takes probabilities as they are. */
  static CorrectedAcceptance plain(
      List<List<PhotoOutcome>> known, List<List<PhotoOutcome>> unknown, DecisionTargets targets) {
    return new CorrectedAcceptance(
        fit(known, unknown, targets), known, Optional.empty(), Optional.empty());
  }

  /**
   * Tries corrections of several weights as well, and takes the one that keeps its promise and
   * accepts most.
   *
   * @param sets the known photos that {@code known} are the outcomes of
   * @param strange the unknown photos that {@code unknown} are the outcomes of
   */
  static CorrectedAcceptance best(
      List<List<PhotoOutcome>> known,
      List<List<PhotoOutcome>> unknown,
      List<PhotoSet> sets,
      List<PhotoSet> strange,
      UnknownDirectionFit direction,
      DecisionTargets targets) {
    CorrectedAcceptance best = plain(known, unknown, targets);
    for (double weight : WEIGHTS) {
      FeatureSpace space = direction.space(weight);
      List<List<PhotoOutcome>> corrected =
          each(known, sets, (set, photo) -> space.unknown(features(sets, set, photo)));
      CorrectedAcceptance next =
          new CorrectedAcceptance(
              fit(
                  corrected,
                  each(unknown, strange, (set, photo) -> weight * direction.leftOut(set, photo)),
                  targets),
              corrected,
              Optional.of(CORRECTION),
              Optional.of(space));
      best = next.isBetterThan(best) ? next : best;
    }
    return best;
  }

  private boolean isBetterThan(CorrectedAcceptance other) {
    int risk = Double.compare(risk(), other.risk());
    return risk < 0 || (risk == 0 && accepted() > other.accepted());
  }

  private double risk() {
    return acceptance.acceptance().error();
  }

  private long accepted() {
    return known.stream().flatMap(List::stream).filter(acceptance::accepts).count();
  }

  private static OpenAcceptance fit(
      List<List<PhotoOutcome>> known, List<List<PhotoOutcome>> unknown, DecisionTargets targets) {
    return OpenAcceptanceFit.of(known, unknown, targets.acceptError(), targets.acceptUnknown());
  }

  private static float[] features(List<PhotoSet> sets, int set, int photo) {
    NetworkOutput output = sets.get(set).photos().get(photo).output();
    return output.features().orElseThrow();
  }

  private static List<List<PhotoOutcome>> each(
      List<List<PhotoOutcome>> outcomes, List<PhotoSet> sets, UnknownOdds odds) {
    return IntStream.range(0, outcomes.size())
        .mapToObj(
            set ->
                IntStream.range(0, outcomes.get(set).size())
                    .mapToObj(
                        photo ->
                            outcomes
                                .get(set)
                                .get(photo)
                                .corrected(
                                    CORRECTION,
                                    odds.of(set, photo),
                                    sets.get(set).photos().get(photo).clarity().sharpness()))
                    .toList())
        .toList();
  }

  private interface UnknownOdds {
    double of(int set, int photo);
  }
}
