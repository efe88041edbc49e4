package dev.greengrocer.model;

import dev.greengrocer.LabelSet;
import dev.greengrocer.image.Preprocessing;
import java.util.List;

/**
 * All that there is to know about a model beside its weights.
 *
 * @param name what to call the model in answers and logs, such as {@code resnet-18-slim-2026-11-23}
 * @param network the name of the architecture, such as {@code seed-cnn}
 * @param labels the labels in the order of the network's outputs
 * @param preprocessing how a photo becomes the network's input
 * @param provenance what the model was made from
 * @param measurements how good it was found to be; empty when nobody has measured it yet
 */
public record ModelDescription(
    String name,
    String network,
    LabelSet labels,
    Preprocessing preprocessing,
    Provenance provenance,
    List<Measurement> measurements) {

  /** Copies the measurements. */
  public ModelDescription {
    measurements = List.copyOf(measurements);
  }

  /** The same model with other measurements. */
  public ModelDescription withMeasurements(List<Measurement> measured) {
    return new ModelDescription(name, network, labels, preprocessing, provenance, measured);
  }
}
