package dev.greengrocer.lab.decision;

import dev.greengrocer.ClassScore;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Prediction;
import dev.greengrocer.image.ImageStatistics;
import dev.greengrocer.inference.SeveralKinds;
import dev.greengrocer.inference.Softmax;
import dev.greengrocer.inference.Unfamiliarity;
import dev.greengrocer.lab.decision.AcceptanceFit.Guess;
import dev.greengrocer.model.DecisionRule;
import dev.greengrocer.model.DecisionRule.Acceptance;
import dev.greengrocer.model.DecisionRule.Clarity;
import dev.greengrocer.model.DecisionRule.Familiarity;
import dev.greengrocer.model.DecisionRule.FittedOn;
import dev.greengrocer.model.DecisionRule.Shortlists;
import dev.greengrocer.model.FeatureSpace;
import dev.greengrocer.model.FittedDecision;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Fits a whole rule, in the order in which it will be asked: each threshold on the photos that the
 * ones before it let through.
 */
final class DecisionFit {

  /** A shortlist longer than this helps nobody. */
  static final int LONGEST_SHORTLIST = 5;

  /** Of photos with one kind, this share may be taken for several. */
  private static final double TAKEN_FOR_SEVERAL = 0.01;

  /** A side that is no surer than this of what it shows is no evidence. */
  private static final double LEAST_SURE = 0.5;

  /** A photo is dark or blurred when hardly any photo for training was as dark or as blurred. */
  private static final double UNCLEAR = 0.005;

  private final LabelSet labels;
  private final DecisionTargets targets;

  DecisionFit(LabelSet labels, DecisionTargets targets) {
    this.labels = labels;
    this.targets = targets;
  }

  /**
   * Fits the rule.
   *
   * @param trained photos that the weights were fitted on, at least one
   * @param held photos that they were not fitted on, at least one
   * @param heldFrom where those come from
   */
  FittedDecision fit(
      List<CalibrationPhoto> trained, List<CalibrationPhoto> held, FittedOn heldFrom) {
    double temperature =
        TemperatureFit.of(
            held.stream().map(photo -> photo.output().logits()).toList(),
            held.stream().mapToInt(CalibrationPhoto::label).toArray());
    Optional<FeatureSpace> space =
        FamiliarityFit.space(trained.stream().map(CalibrationPhoto::output).toList());
    Familiarity familiarity =
        FamiliarityFit.of(
            held.stream().map(CalibrationPhoto::output).toList(), space, targets.rejected());
    Optional<FeatureSpace> used = familiarity.featuresSha256().isEmpty() ? Optional.empty() : space;
    SeveralKinds kinds = new SeveralKinds(labels, temperature);
    double severalKinds = severalKinds(held, kinds);

    List<Truth> known =
        held.stream()
            .filter(photo -> !new Unfamiliarity(familiarity, used).tooLarge(photo.output()))
            .filter(photo -> kinds.sureness(photo.output()) <= severalKinds)
            .map(photo -> truth(photo, temperature))
            .toList();
    Acceptance acceptance =
        AcceptanceFit.of(known.stream().map(Truth::guess).toList(), targets.acceptError());
    DecisionRule rule =
        new DecisionRule(
            temperature,
            acceptance,
            shortlists(known, acceptance),
            familiarity,
            severalKinds,
            clarity(trained),
            heldFrom);
    return new FittedDecision(rule, used);
  }

  private Truth truth(CalibrationPhoto photo, double temperature) {
    Prediction prediction = Prediction.of(labels, Softmax.of(photo.output().logits(), temperature));
    List<ClassScore> groups = prediction.groups(labels);
    int group = labels.groupIndex(photo.label());
    ClassScore right =
        groups.stream()
            .filter(score -> labels.groupIndex(labels.indexOf(score.label())) == group)
            .findFirst()
            .orElseThrow();
    return new Truth(
        new Guess(groups.get(0).probability(), right.equals(groups.get(0))), right.probability());
  }

  /** Names go on the list down to a probability that leaves out few right ones. */
  private Shortlists shortlists(List<Truth> known, Acceptance acceptance) {
    double[] scores =
        known.stream()
            .filter(photo -> !acceptance.accepts(photo.guess().probability()))
            .mapToDouble(photo -> 1 - photo.probability())
            .toArray();
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

  /**
   * What is known of one photo.
   *
   * @param guess the best group
   * @param probability of the right group
   */
  private record Truth(Guess guess, double probability) {}
}
