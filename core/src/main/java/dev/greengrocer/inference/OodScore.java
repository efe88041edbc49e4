package dev.greengrocer.inference;

import dev.greengrocer.InvalidModelException;
import dev.greengrocer.model.DecisionRule.Familiarity;
import dev.greengrocer.model.FeatureSpace;
import java.util.Optional;

/**
 * How unlike all that a model has learnt a photo is, see {@link Familiarity}. Immutable and
 * thread-safe.
 *
 * @param familiarity weighs logit and residual
 * @param space there exactly when the residual has a weight
 */
public record OodScore(Familiarity familiarity, Optional<FeatureSpace> space) {

  /** The more unlike, the larger; it may have any sign. */
  public double of(NetworkOutput output) {
    double logit = familiarity.logitWeight() * Softmax.largest(output.logits());
    double residual = space.map(known -> known.residual(features(output))).orElse(0.0);
    return familiarity.residualWeight() * residual - logit;
  }

  static float[] features(NetworkOutput output) {
    return output
        .features()
        .orElseThrow(() -> new InvalidModelException("the network does not tell its features"));
  }
}
