package dev.greengrocer.lab.decision;

import dev.greengrocer.LabelSet;
import dev.greengrocer.image.ImageStatistics;
import dev.greengrocer.inference.NetworkOutput;
import dev.greengrocer.inference.OodScore;
import dev.greengrocer.inference.SeveralKinds;
import dev.greengrocer.model.DecisionRule;
import dev.greengrocer.model.DecisionRule.Acceptance;
import dev.greengrocer.model.DecisionRule.Clarity;
import dev.greengrocer.model.DecisionRule.Familiarity;
import dev.greengrocer.model.DecisionRule.OpenSet;
import dev.greengrocer.model.DecisionRule.Shortlists;
import dev.greengrocer.model.FeatureSpace;
import dev.greengrocer.model.FittedDecision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Fits a whole rule, in the order in which it will be asked: each threshold on the photos that the
 * ones before it let through. With photos from elsewhere the rule knows of an open set.
 */
final class DecisionFit {

  /** A shortlist longer than this is no help. */
  static final int LONGEST_SHORTLIST = 5;

  /** Of photos with one kind, this share may be taken for several. */
  private static final double TAKEN_FOR_SEVERAL = 0.01;

  /** A side that is no surer than this of what it shows is no evidence. */
  private static final double LEAST_SURE = 0.5;

  /** A photo is dark or blurred when hardly any photo for training was as dark or as blurred. */
  private static final double UNCLEAR = 0.005;

  /** A first group is sure when, of the known photos, so many are named wrongly at most. */
  private static final double SURE_ERROR = 0.05;

  private final LabelSet labels;
  private final DecisionTargets targets;
  private final List<NetworkOutput> trained;
  private final Optional<FeatureSpace> space;
  private final Clarity clarity;
  private final Map<List<PhotoSet>, UnknownDirectionFit> directions = new HashMap<>();

  /**
   * Prepares a fit.
   *
   * @param trained photos that the weights were fitted on, at least one
   */
  DecisionFit(LabelSet labels, DecisionTargets targets, List<CalibrationPhoto> trained) {
    this.labels = labels;
    this.targets = targets;
    this.trained = trained.stream().map(CalibrationPhoto::output).toList();
    this.space = FamiliarityFit.space(this.trained);
    this.clarity = clarity(trained);
  }

  /**
   * Fits the rule.
   *
   * @param held photos of the data set that the weights were not fitted on
   * @param also labelled photos from elsewhere
   * @param unknown photos of nothing that the model knows
   */
  FittedDecision fit(PhotoSet held, List<PhotoSet> also, List<PhotoSet> unknown) {
    List<PhotoSet> known = Stream.concat(Stream.of(held), also.stream()).toList();
    double temperature = temperature(known);
    List<NetworkOutput> outputs = held.photos().stream().map(CalibrationPhoto::output).toList();
    Familiarity familiarity = FamiliarityFit.of(outputs, space, targets.rejected());
    SeveralKinds kinds = new SeveralKinds(labels, temperature);
    PhotoOutcomes network =
        new PhotoOutcomes(
            labels,
            temperature,
            new OodScore(familiarity, used(familiarity)),
            severalKinds(held.photos(), kinds),
            clarity);
    return also.isEmpty() && unknown.isEmpty()
        ? new FittedDecision(closed(network, familiarity, held), used(familiarity))
        : open(network, familiarity, known, unknown);
  }

  private Optional<FeatureSpace> used(Familiarity familiarity) {
    return familiarity.featuresSha256().isEmpty() ? Optional.empty() : space;
  }

  /** A rule that knows of no photos but those of the data set. */
  private DecisionRule closed(PhotoOutcomes network, Familiarity familiarity, PhotoSet held) {
    List<PhotoOutcome> known =
        network.of(held.photos()).stream()
            .filter(photo -> photo.unfamiliarity() <= familiarity.threshold())
            .filter(photo -> !photo.several())
            .toList();
    Acceptance acceptance =
        AcceptanceFit.of(known.stream().map(PhotoOutcome::guess).toList(), targets.acceptError());
    return new DecisionRule(
        network.temperature(),
        acceptance,
        shortlists(known.stream().filter(photo -> !acceptance.accepts(photo.probability()))),
        familiarity,
        network.severalKinds(),
        clarity,
        held.source());
  }

  private FittedDecision open(
      PhotoOutcomes network, Familiarity weights, List<PhotoSet> sets, List<PhotoSet> strange) {
    List<List<PhotoOutcome>> unknown =
        strange.stream().map(set -> network.of(set.photos())).toList();
    CorrectedAcceptance fitted =
        acceptance(
            sets.stream().map(set -> network.of(set.photos())).toList(),
            unknown,
            sets,
            strange,
            used(weights));
    List<List<PhotoOutcome>> known = fitted.known();
    OpenAcceptance accepted = fitted.acceptance();
    double sure = sure(known);
    double threshold =
        StrangenessFit.of(known, unknown, sure, accepted.acceptedUpTo(), targets.rejected());
    Stream<PhotoOutcome> undecided =
        known.stream()
            .flatMap(List::stream)
            .filter(photo -> !photo.several() && !accepted.accepts(photo))
            .filter(photo -> photo.unfamiliarity() <= threshold || photo.probability() >= sure);
    Optional<FeatureSpace> asked = fitted.space().or(() -> used(weights));
    DecisionRule rule =
        new DecisionRule(
            network.temperature(),
            accepted.acceptance(),
            shortlists(undecided),
            new Familiarity(
                weights.logitWeight(),
                weights.residualWeight(),
                threshold,
                asked.map(FeatureSpace::sha256).orElse("")),
            network.severalKinds(),
            clarity,
            sets.get(0).source(),
            Optional.of(
                new OpenSet(
                    accepted.acceptedUpTo(),
                    sure,
                    sets.stream().skip(1).map(PhotoSet::source).toList(),
                    strange.stream().map(PhotoSet::source).toList(),
                    fitted.correction())));
    return new FittedDecision(rule, asked);
  }

  /** Without features or unknown photos nothing tells how to correct a probability. */
  private CorrectedAcceptance acceptance(
      List<List<PhotoOutcome>> known,
      List<List<PhotoOutcome>> unknown,
      List<PhotoSet> sets,
      List<PhotoSet> strange,
      Optional<FeatureSpace> features) {
    if (features.isEmpty() || strange.isEmpty()) {
      return CorrectedAcceptance.plain(known, unknown, targets);
    }
    UnknownDirectionFit direction =
        directions.computeIfAbsent(
            strange, photos -> UnknownDirectionFit.of(features.get(), trained, photos));
    return CorrectedAcceptance.best(known, unknown, sets, strange, direction, targets);
  }

  /** The probability from which on the first group of a known photo is hardly ever wrong. */
  private static double sure(List<List<PhotoOutcome>> known) {
    return AcceptanceFit.of(
            known.stream().flatMap(List::stream).map(PhotoOutcome::guess).toList(), SURE_ERROR)
        .probability();
  }

  private static double temperature(List<PhotoSet> known) {
    List<CalibrationPhoto> all = known.stream().flatMap(set -> set.photos().stream()).toList();
    return TemperatureFit.of(
        all.stream().map(photo -> photo.output().logits()).toList(),
        all.stream().mapToInt(CalibrationPhoto::label).toArray());
  }

  /** Names go on the list down to a probability that leaves out few right ones. */
  private Shortlists shortlists(Stream<PhotoOutcome> undecided) {
    double[] scores = undecided.mapToDouble(photo -> 1 - photo.rightProbability()).toArray();
    // Where every photo was accepted nothing is known of the others, and all names are possible.
    ConformalQuantile quantile =
        scores.length == 0
            ? new ConformalQuantile(1, 0)
            : ConformalQuantile.of(scores, targets.coverage());
    return new Shortlists(
        Math.max(0, 1 - quantile.value()), quantile.coverage(), LONGEST_SHORTLIST);
  }

  private static double severalKinds(List<CalibrationPhoto> held, SeveralKinds kinds) {
    if (held.stream().anyMatch(photo -> photo.output().activations().isEmpty())) {
      return 1;
    }
    double[] sureness =
        held.stream().mapToDouble(photo -> kinds.sureness(photo.output())).toArray();
    return Math.max(LEAST_SURE, ConformalQuantile.of(sureness, 1 - TAKEN_FOR_SEVERAL).value());
  }

  private static Clarity clarity(List<CalibrationPhoto> trained) {
    return new Clarity(
        lowest(trained, ImageStatistics::sharpness), lowest(trained, ImageStatistics::mean));
  }

  private static double lowest(
      List<CalibrationPhoto> photos, ToDoubleFunction<ImageStatistics> measure) {
    return photos.stream()
        .mapToDouble(photo -> measure.applyAsDouble(photo.clarity()))
        .sorted()
        .skip((long) (photos.size() * UNCLEAR))
        .findFirst()
        .orElseThrow();
  }
}
