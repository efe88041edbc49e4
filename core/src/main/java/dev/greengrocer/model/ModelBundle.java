package dev.greengrocer.model;

import dev.greengrocer.LabelSet;
import dev.greengrocer.image.Preprocessing;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A model as it is shipped: a directory with {@code model.onnx}, {@code bundle.json}, {@code
 * model-card.md} and, when it tells strange photos by their features, {@code
 * familiar-features.npy}; when it has been measured, {@code evaluation-counts.json}. Immutable;
 * {@link ModelBundles} reads and writes it.
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

  /**
   * The {@link FeatureSpace} of the photos that the model knows: fp32 {@code [1 + D, C]}, the mean
   * and below it the directions; {@code [2 + D, C]} when the rule corrects probabilities, the last
   * row being the direction towards unknown kinds. There only when the decision rule asks for it.
   */
  public static final String FEATURES = "familiar-features.npy";

  /**
   * What evaluations counted, as {@link EvaluationCounts}. There only when the model has been
   * measured since its rule was fitted; nothing that answers photos needs it.
   */
  public static final String COUNTS = "evaluation-counts.json";

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

  /** How the model decides what to make of a photo; empty when no rule was fitted. */
  public Optional<DecisionRule> decision() {
    return description.decision();
  }

  /** Where the feature space lies, if the rule asks for one. */
  Path featuresFile() {
    return directory.resolve(FEATURES);
  }

  /** Where the counts of evaluations lie, if there are any. */
  Path countsFile() {
    return directory.resolve(COUNTS);
  }

  boolean hasFeatures() {
    return !featuresSha256().isEmpty();
  }

  String featuresSha256() {
    return decision().map(rule -> rule.familiarity().featuresSha256()).orElse("");
  }

  /** What the model was made from. */
  public Provenance provenance() {
    return description.provenance();
  }
}
