package dev.greengrocer.training.network;

import java.util.List;

/**
 * The last layer of a network: logits as a linear function of its features.
 *
 * @param weights {@code [K, C]}, row-major
 * @param biases {@code [K]}
 */
public record LinearHead(NamedTensor weights, NamedTensor biases) {

  /** Checks that the shapes belong together. */
  public LinearHead {
    List<Integer> shape = weights.shape();
    if (shape.size() != 2 || !biases.shape().equals(List.of(shape.get(0)))) {
      throw new IllegalArgumentException(
          "a head of weights %s and biases %s".formatted(shape, biases.shape()));
    }
  }

  /** Number of logits K. */
  public int classes() {
    return weights.shape().get(0);
  }

  /** Number of features C. */
  public int features() {
    return weights.shape().get(1);
  }

  /**
   * The columns of some features, with all weights multiplied.
   *
   * @param from first column
   * @param count number of columns
   */
  public LinearHead columns(int from, int count, float factor) {
    float[] part = new float[classes() * count];
    for (int k = 0; k < classes(); k++) {
      for (int c = 0; c < count; c++) {
        part[k * count + c] = factor * weights.values()[k * features() + from + c];
      }
    }
    return new LinearHead(new NamedTensor(weights.name(), List.of(classes(), count), part), biases);
  }

  /** Logits {@code [K]} of features {@code [C]}. */
  public float[] logits(float[] features) {
    float[] logits = biases.values().clone();
    float[] rows = weights.values();
    for (int k = 0; k < logits.length; k++) {
      float sum = 0;
      for (int c = 0; c < features.length; c++) {
        sum += rows[k * features.length + c] * features[c];
      }
      logits[k] += sum;
    }
    return logits;
  }
}
