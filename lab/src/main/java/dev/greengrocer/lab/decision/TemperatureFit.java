package dev.greengrocer.lab.decision;

import dev.greengrocer.inference.Softmax;
import java.util.List;

/**
 * The temperature under which probabilities tell best how often a model is right: the one of least
 * log loss.
 *
 * <p>The truth of n photos counts as sure only to {@code 1 - 1 / (n + 2)}, as Platt (1999) has it:
 * a few photos that are all named rightly are no proof that the model never errs.
 *
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al. 2017, On calibration of modern neural
 *     networks</a>
 */
final class TemperatureFit {

  private static final double COLDEST = 0.01;
  private static final double HOTTEST = 100;
  private static final double PRECISION = 1e-6;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private TemperatureFit() {}

  /**
   * Fits it by golden-section search; the loss has one minimum, for it is convex in 1 / T.
   *
   * @param logits {@code [n][K]}
   * @param labels the right class index of each
   */
  static double of(List<float[]> logits, int[] labels) {
    double low = Math.log(COLDEST);
    double high = Math.log(HOTTEST);
    while (high - low > PRECISION) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (loss(logits, labels, Math.exp(left)) < loss(logits, labels, Math.exp(right))) {
        high = right;
      } else {
        low = left;
      }
    }
    return Math.exp((low + high) / 2);
  }

  private static double loss(List<float[]> logits, int[] labels, double temperature) {
    double doubt = 1.0 / (logits.size() + 2);
    double sum = 0;
    for (int photo = 0; photo < labels.length; photo++) {
      float[] row = logits.get(photo);
      double partition = Softmax.logSumExp(row, temperature);
      double truth = partition - row[labels[photo]] / temperature;
      double all = 0;
      for (float logit : row) {
        all += partition - logit / temperature;
      }
      double others = row.length == 1 ? 0 : (all - truth) / (row.length - 1);
      sum += (1 - doubt) * truth + doubt * others;
    }
    return sum;
  }
}
