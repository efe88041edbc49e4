package dev.greengrocer.model;

import dev.greengrocer.LabelSet;
import dev.greengrocer.image.Preprocessing;
import java.util.List;
import java.util.Optional;

/**
 * All that there is to know about a model beside its weights.
 *
 * @param name what to call the model in answers and logs, such as {@code resnet-18-slim-2026-11-23}
 * @param network the name of the architecture, such as {@code seed-cnn}
 * @param labels the labels in the order of the network's outputs
 * @param preprocessing how a photo becomes the network's input
 * @param provenance what the model was made from
 * @param measurements how good it was found to be; empty when it was not measured yet
 * @param decision how it decides what to make of a photo; empty when no rule was fitted yet
 */
public record ModelDescription(
    String name,
    String network,
    LabelSet labels,
    Preprocessing preprocessing,
    Provenance provenance,
    List<Measurement> measurements,
    Optional<DecisionRule> decision) {

  /** Copies the measurements. */
  public ModelDescription {
    measurements = List.copyOf(measurements);
  }

  /** A model without a decision rule. */
  public ModelDescription(
      String name,
      String network,
      LabelSet labels,
      Preprocessing preprocessing,
      Provenance provenance,
      List<Measurement> measurements) {
    this(name, network, labels, preprocessing, provenance, measurements, Optional.empty());
  }

  /** The same model with other measurements. */
  public ModelDescription withMeasurements(List<Measurement> measured) {
    return new ModelDescription(
        name, network, labels, preprocessing, provenance, measured, decision);
  }

  /** The same model with another decision rule. */
  public ModelDescription withDecision(DecisionRule rule) {
    return new ModelDescription(
        name, network, labels, preprocessing, provenance, measurements, Optional.of(rule));
  }
}
