package dev.greengrocer.inference;

/** Logits to probabilities. The largest logit is taken off first, so that nothing overflows. */
public final class Softmax {

  private Softmax() {}

  /**
   * {@code exp(x_i / T) / sum(exp(x_j / T))}.
   *
   * @param temperature T, above 0
   */
  public static double[] of(float[] logits, double temperature) {
    double largest = largest(logits);
    double[] probabilities = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = Math.exp((logits[i] - largest) / temperature);
      sum += probabilities[i];
    }
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] /= sum;
    }
    return probabilities;
  }

  /**
   * {@code ln(sum(exp(x_i / T)))}.
   *
   * @param temperature T, above 0
   */
  public static double logSumExp(float[] logits, double temperature) {
    double largest = largest(logits);
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp((logit - largest) / temperature);
    }
    return largest / temperature + Math.log(sum);
  }

  /** The largest logit. */
  public static double largest(float[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    return largest;
  }
}
