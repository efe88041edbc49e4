package dev.greengrocer.inference;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.image.HeatMap;
import dev.greengrocer.image.Preprocessing;

/**
 * The class activation maps of one photo: for every label, how much each part of what the network
 * saw adds to its logit. Immutable and thread-safe.
 *
 * <p>Source: Zhou, Khosla, Lapedriza, Oliva and Torralba 2016, <i>Learning Deep Features for
 * Discriminative Localization</i>, <a href="https://arxiv.org/abs/1512.04150">arXiv 1512.04150</a>.
 */
public final class ClassActivations {

  private final LabelSet labels;
  private final Preprocessing preprocessing;
  private final float[][][] maps;

  /**
   * Wraps maps without copying them.
   *
   * @param maps {@code [K][h][w]}, one a label in class-index order
   */
  ClassActivations(LabelSet labels, Preprocessing preprocessing, float[][][] maps) {
    this.labels = labels;
    this.preprocessing = preprocessing;
    this.maps = maps;
  }

  /**
   * What speaks for a label rather than for the others.
   *
   * <p>Softmax looks at nothing but differences of logits, so a place counts by what it adds to
   * this label beyond what it adds to the mean of all. The strongest place is 1; a place that adds
   * nothing, or speaks against the label, is 0, and so is the whole map when all do.
   *
   * @param label a name or alias
   * @throws InvalidConfigurationException if the model does not know it
   */
  public HeatMap heatMap(String label) {
    int index = labels.indexOf(label);
    int height = maps[index].length;
    int width = maps[index][0].length;
    float[] evidence = new float[width * height];
    float strongest = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float speaksFor = Math.max(0, maps[index][y][x] - mean(x, y));
        evidence[y * width + x] = speaksFor;
        strongest = Math.max(strongest, speaksFor);
      }
    }
    for (int i = 0; strongest > 0 && i < evidence.length; i++) {
      evidence[i] /= strongest;
    }
    return new HeatMap(width, height, evidence, preprocessing);
  }

  private float mean(int x, int y) {
    double sum = 0;
    for (float[][] map : maps) {
      sum += map[y][x];
    }
    return (float) (sum / maps.length);
  }
}
