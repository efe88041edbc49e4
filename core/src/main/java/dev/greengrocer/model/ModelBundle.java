package dev.greengrocer.model;

import dev.greengrocer.LabelSet;
import dev.greengrocer.image.Preprocessing;
import java.nio.file.Path;

/**
 * A model as it is shipped: a directory with {@code model.onnx}, {@code bundle.json} and {@code
 * model-card.md}. Immutable; {@link ModelBundles} reads and writes it.
 *
 * @param directory where the files lie
 * @param description everything that is known of the model beside its weights
 * @param modelSha256 the hash of {@code model.onnx}, 64 lower-case hexadecimal digits
 */
public record ModelBundle(Path directory, ModelDescription description, String modelSha256) {

  /**
   * The network and its weights in ONNX format: input {@code [N, 3, S, S]}, output {@code [N, K]}
   * logits.
   */
  public static final String MODEL = "model.onnx";

  /** Everything else that running the model needs. */
  public static final String METADATA = "bundle.json";

  /** What the model is, how good, and what it must not be used for; for people. */
  public static final String CARD = "model-card.md";

  /** Where the network lies. */
  public Path modelFile() {
    return directory.resolve(MODEL);
  }

  /** What to call the model in answers and logs. */
  public String name() {
    return description.name();
  }

  /** The name of the architecture. */
  public String network() {
    return description.network();
  }

  /** The labels in the order of the network's outputs. */
  public LabelSet labels() {
    return description.labels();
  }

  /** How a photo becomes the network's input. */
  public Preprocessing preprocessing() {
    return description.preprocessing();
  }

  /** What the model was made from. */
  public Provenance provenance() {
    return description.provenance();
  }
}
