package dev.greengrocer.inference;

import java.util.Optional;

/**
 * The outputs of a network for one photo. The arrays are shared with all callers; treat them as
 * read-only.
 */
public final class NetworkOutput {

  private final float[] logits;
  private final Optional<float[]> features;
  private final Optional<float[][][]> activations;

  /**
   * Wraps arrays without copying them.
   *
   * @param logits {@code [K]}
   * @param features {@code [C]}, what the logits are made of; empty when the network does not tell
   * @param activations {@code [K][h][w]}, whose means are the logits; empty when it does not tell
   */
  public NetworkOutput(
      float[] logits, Optional<float[]> features, Optional<float[][][]> activations) {
    this.logits = logits;
    this.features = features;
    this.activations = activations;
  }

  /** {@code [K]}: one a label, in label order. */
  public float[] logits() {
    return logits;
  }

  /** {@code [C]}: what the last layer makes the logits of. */
  public Optional<float[]> features() {
    return features;
  }

  /** {@code [K][h][w]}: class activation maps, top left first. */
  public Optional<float[][][]> activations() {
    return activations;
  }
}
