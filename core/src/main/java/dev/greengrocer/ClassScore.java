package dev.greengrocer;

/**
 * How probable the model holds one label to be.
 *
 * @param label the canonical name
 * @param probability in {@code [0, 1]}
 */
public record ClassScore(String label, double probability) {

  /** The probability as programs are given it: six digits, more than a network can mean. */
  public double rounded() {
    return Math.round(probability * 1e6) / 1e6;
  }
}
