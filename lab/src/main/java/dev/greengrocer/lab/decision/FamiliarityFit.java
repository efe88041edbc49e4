package dev.greengrocer.lab.decision;

import dev.greengrocer.inference.NetworkOutput;
import dev.greengrocer.inference.OodScore;
import dev.greengrocer.inference.Softmax;
import dev.greengrocer.model.DecisionRule.Familiarity;
import dev.greengrocer.model.FeatureSpace;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How to tell photos that are unlike all that the model has learnt.
 *
 * <p>The space is that of the features of photos that the model was trained on; weights and
 * threshold come from other photos of the same kinds, never from photos without produce: these are
 * as many as the world is wide, and a rule fitted on some of them knows only those.
 */
final class FamiliarityFit {

  /** More directions tell no better, see docs/decisions. */
  private static final int DIRECTIONS = 64;

  private FamiliarityFit() {}

  /**
   * Fits the space.
   *
   * @param trained photos that the model was trained on
   * @return empty when the network does not tell its features, or has too few photos or features
   */
  static Optional<FeatureSpace> space(List<NetworkOutput> trained) {
    List<float[]> features =
        trained.stream().map(NetworkOutput::features).flatMap(Optional::stream).toList();
    if (features.isEmpty()) {
      return Optional.empty();
    }
    // A space of nearly all directions would find everything familiar.
    int most = Math.min(features.size(), features.get(0).length) / 4;
    return most == 0
        ? Optional.empty()
        : Optional.of(FeatureSpaceFit.of(features, Math.min(DIRECTIONS, most)));
  }

  /**
   * Fits weights and threshold: logit and residual weigh alike, each in units of its own standard
   * deviation.
   *
   * @param photos of known kinds that the model was not trained on
   * @param rejected the share of them that may be taken for something unknown
   */
  static Familiarity of(List<NetworkOutput> photos, Optional<FeatureSpace> space, double rejected) {
    ToDoubleFunction<NetworkOutput> logit = output -> Softmax.largest(output.logits());
    ToDoubleFunction<NetworkOutput> residual =
        output -> space.map(s -> s.residual(output.features().orElseThrow())).orElse(0.0);
    double logitWeight = inverseDeviation(photos, logit);
    double residualWeight = inverseDeviation(photos, residual);
    String features = residualWeight == 0 ? "" : space.map(FeatureSpace::sha256).orElse("");
    OodScore unfamiliarity =
        new OodScore(new Familiarity(logitWeight, residualWeight, 0, features), space);
    double[] scores = photos.stream().mapToDouble(unfamiliarity::of).toArray();
    double threshold = ConformalQuantile.of(scores, 1 - rejected).value();
    return new Familiarity(logitWeight, residualWeight, threshold, features);
  }

  /** One over the standard deviation; 0 when nothing varies. */
  private static double inverseDeviation(
      List<NetworkOutput> photos, ToDoubleFunction<NetworkOutput> score) {
    double mean = photos.stream().mapToDouble(score).average().orElseThrow();
    double variance =
        photos.stream()
            .mapToDouble(photo -> Math.pow(score.applyAsDouble(photo) - mean, 2))
            .average()
            .orElseThrow();
    return variance < 1e-18 ? 0 : 1 / Math.sqrt(variance);
  }
}
