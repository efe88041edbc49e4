package dev.greengrocer.inference;

import dev.greengrocer.LabelSet;

/**
 * Whether opposite sides of a photo show different kinds: the outer thirds, left against right and
 * top against bottom, are answered for themselves by the mean of their class activations (Zhou et
 * al. 2016, <a href="https://arxiv.org/abs/1512.04150">1512.04150</a>). Thread-safe.
 */
public final class SeveralKinds {

  private final int[] groupOf;
  private final int groups;
  private final double temperature;

  /**
   * Counts the labels of a group of synonyms as one kind.
   *
   * @param temperature divides the activations before they become probabilities, as it does the
   *     logits
   */
  public SeveralKinds(LabelSet labels, double temperature) {
    this.groups = labels.groups().size();
    this.groupOf = new int[labels.size()];
    for (int label = 0; label < groupOf.length; label++) {
      groupOf[label] = labels.groupIndex(label);
    }
    this.temperature = temperature;
  }

  /**
   * How sure it is that there are several.
   *
   * @return the lower of the probabilities of what two opposite sides show, of the pair that is
   *     surer; 0 when they show the same, or when the network does not tell its activations
   */
  public double sureness(NetworkOutput output) {
    return output.activations().map(this::sureness).orElse(0.0);
  }

  private double sureness(float[][][] maps) {
    int height = maps[0].length;
    int width = maps[0][0].length;
    int rows = (height + 2) / 3;
    int columns = (width + 2) / 3;
    return Math.max(
        difference(
            side(maps, 0, height, 0, columns), side(maps, 0, height, width - columns, width)),
        difference(side(maps, 0, rows, 0, width), side(maps, height - rows, height, 0, width)));
  }

  /** The probability of each group in a part of the photo. */
  private double[] side(float[][][] maps, int top, int bottom, int left, int right) {
    float[] logits = new float[maps.length];
    for (int label = 0; label < maps.length; label++) {
      double sum = 0;
      for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
          sum += maps[label][y][x];
        }
      }
      logits[label] = (float) (sum / ((bottom - top) * (right - left)));
    }
    double[] probabilities = Softmax.of(logits, temperature);
    double[] sums = new double[groups];
    for (int label = 0; label < probabilities.length; label++) {
      sums[groupOf[label]] += probabilities[label];
    }
    return sums;
  }

  private static double difference(double[] one, double[] other) {
    int first = ArgMax.of(one);
    int second = ArgMax.of(other);
    return first == second ? 0 : Math.min(one[first], other[second]);
  }
}
