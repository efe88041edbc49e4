package dev.greengrocer.inference;

import dev.greengrocer.Answer;
import dev.greengrocer.ClassScore;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Prediction;
import dev.greengrocer.Reason;
import dev.greengrocer.image.ImageStatistics;
import dev.greengrocer.model.DecisionRule;
import dev.greengrocer.model.FeatureSpace;
import dev.greengrocer.model.OddsCorrection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Turns what a network says of a photo into an answer, by a fitted rule. Thread-safe. */
public final class Decider {

  private final LabelSet labels;
  private final DecisionRule rule;
  private final Optional<FeatureSpace> space;
  private final OodScore unfamiliarity;
  private final SeveralKinds severalKinds;

  /**
   * Decides by one rule.
   *
   * @param labels the labels of the network's outputs
   * @param space there exactly when the rule's unfamiliarity weighs a residual; it tells unknown
   *     kinds when the rule corrects probabilities
   */
  public Decider(LabelSet labels, DecisionRule rule, Optional<FeatureSpace> space) {
    this.labels = labels;
    this.rule = rule;
    this.space = space;
    this.unfamiliarity = new OodScore(rule.familiarity(), space);
    this.severalKinds = new SeveralKinds(labels, rule.temperature());
  }

  /**
   * Decides what to make of a photo. Whatever keeps a photo from being accepted, darkness and blur
   * are the first reasons given: they may be the cause of the others, and taking the photo again
   * tells.
   *
   * @param clarity measures the photo; asked only when the photo is not accepted or its sharpness
   *     may keep it from being accepted
   */
  public Answer decide(NetworkOutput output, Supplier<ImageStatistics> clarity) {
    Prediction prediction = Prediction.of(labels, Softmax.of(output.logits(), rule.temperature()));
    List<ClassScore> groups = prediction.groups(labels);
    double first = groups.get(0).probability();
    double strangeness = unfamiliarity.of(output);
    if (rule.isStrange(first, strangeness)) {
      return Answer.reject(unclear(clarity).orElse(Reason.NOT_PRODUCE), prediction);
    }
    if (severalKinds.sureness(output) > rule.severalKinds()) {
      return Answer.reject(unclear(clarity).orElse(Reason.SEVERAL_KINDS), prediction);
    }
    if (groups.size() == 1) {
      // The only kind is certain by arithmetic, whatever the photo shows.
      return Answer.reject(Reason.UNSURE, prediction);
    }
    if (rule.accepts(corrected(first, output, clarity), strangeness)) {
      return Answer.accept(groups.get(0), prediction);
    }
    Optional<Reason> unclear = unclear(clarity);
    if (unclear.isPresent()) {
      return Answer.reject(unclear.get(), prediction);
    }
    long probable =
        groups.stream()
            .filter(group -> group.probability() >= rule.shortlists().probability())
            .count();
    return probable > rule.shortlists().longest()
        ? Answer.reject(Reason.UNSURE, prediction)
        : Answer.shortlist(groups.subList(0, (int) Math.max(2, probable)), prediction);
  }

  /** The probability by which the rule accepts; a rule without a correction takes it as it is. */
  private double corrected(
      double probability, NetworkOutput output, Supplier<ImageStatistics> clarity) {
    return rule.correction()
        .map(correction -> corrected(correction, probability, output, clarity))
        .orElse(probability);
  }

  /** Measures the photo only where its sharpness matters: measuring takes time. */
  private double corrected(
      OddsCorrection correction,
      double probability,
      NetworkOutput output,
      Supplier<ImageStatistics> clarity) {
    double unknown = space.orElseThrow().unknown(OodScore.features(output));
    double sharpest = correction.of(probability, unknown, correction.sharpEnough());
    if (!rule.acceptance().accepts(sharpest)) {
      return sharpest;
    }
    double softest = correction.of(probability, unknown, 0);
    return rule.acceptance().accepts(softest)
        ? softest
        : correction.of(probability, unknown, clarity.get().sharpness());
  }

  /**
   * How much speaks for the first group by this rule, to put photos in the order in which it would
   * accept them. A rule that {@link DecisionRule.Acceptance#trusted() accepts at all} accepts
   * exactly the photos whose score is at least its {@link DecisionRule.Acceptance#probability()},
   * if that is above 0.
   *
   * @param clarity of what the network saw of the photo
   * @return the probability that the rule compares, in {@code [0, 1]}; less 1, in {@code [-1, 0]},
   *     when anything else keeps the photo from being accepted, whatever its probability
   */
  double acceptScore(NetworkOutput output, ImageStatistics clarity) {
    Prediction prediction = Prediction.of(labels, Softmax.of(output.logits(), rule.temperature()));
    List<ClassScore> groups = prediction.groups(labels);
    double first = groups.get(0).probability();
    double strangeness = unfamiliarity.of(output);
    double compared =
        rule.correction()
            .map(
                correction ->
                    correction.of(
                        first,
                        space.orElseThrow().unknown(OodScore.features(output)),
                        clarity.sharpness()))
            .orElse(first);
    boolean withheld =
        groups.size() == 1
            || rule.isStrange(first, strangeness)
            || severalKinds.sureness(output) > rule.severalKinds()
            || !rule.isFamiliar(strangeness);
    return withheld ? compared - 1 : compared;
  }

  private Optional<Reason> unclear(Supplier<ImageStatistics> clarity) {
    ImageStatistics photo = clarity.get();
    if (photo.mean() < rule.clarity().brightness()) {
      return Optional.of(Reason.DARK);
    }
    return photo.sharpness() < rule.clarity().sharpness()
        ? Optional.of(Reason.BLURRED)
        : Optional.empty();
  }

  /** How unlike all that the model has learnt a photo is. */
  double unfamiliarity(NetworkOutput output) {
    return unfamiliarity.of(output);
  }
}
