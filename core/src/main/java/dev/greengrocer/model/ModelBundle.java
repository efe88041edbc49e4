package dev.greengrocer.model;

import dev.greengrocer.LabelSet;
import dev.greengrocer.image.Preprocessing;
import java.nio.file.Path;

/**
 * A model as it is shipped: a directory with {@code model.onnx}, {@code bundle.json} and {@code
 * model-card.md}. Immutable; {@link ModelBundles} reads and writes it.
 *
 * @param directory where the files lie
 * @param name what to call the model in answers and logs, such as {@code resnet-18-slim-2026-11-23}
 * @param network the name of the architecture, such as {@code seed-cnn}
 * @param labels the labels in the order of the network's outputs
 * @param preprocessing how a photo becomes the network's input
 * @param provenance what the model was made from
 * @param modelSha256 the hash of {@code model.onnx}, 64 lower-case hexadecimal digits
 */
public record ModelBundle(
    Path directory,
    String name,
    String network,
    LabelSet labels,
    Preprocessing preprocessing,
    Provenance provenance,
    String modelSha256) {

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
}
