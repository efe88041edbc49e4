package dev.greengrocer.training.loop;

import dev.greengrocer.InvalidConfigurationException;
import java.util.ArrayList;
import java.util.List;

/**
 * How a {@link Learner} learns, apart from the learning rate, which each step is given.
 *
 * @param optimizer the rule that turns gradients into steps
 * @param momentum of {@link Optimizer#SGD}, in {@code [0, 1)}; for {@link Optimizer#ADAMW} the
 *     decay of the first moment, its beta 1
 * @param beta2 decay of the second moment of {@link Optimizer#ADAMW}, in {@code [0, 1)}
 * @param weightDecay at least 0; not applied to biases and batch-norm parameters
 * @param emaDecay decay per step of the exponential moving average of the weights, in {@code [0,
 *     1)}; 0 keeps no average. Early steps use the smaller {@code (1 + step) / (10 + step)}
 * @param transfer how weights that training starts from are treated
 * @param precision the number format of the computation
 * @param threads that libtorch may use, at least 1
 * @param seed of the initial weights
 */
public record LearnerOptions(
    Optimizer optimizer,
    double momentum,
    double beta2,
    double weightDecay,
    double emaDecay,
    TransferOptions transfer,
    Precision precision,
    int threads,
    long seed) {

  /**
   * Checks the ranges.
   *
   * @throws InvalidConfigurationException that lists every value out of range
   */
  public LearnerOptions {
    List<String> faults = new ArrayList<>();
    requireFraction("momentum", momentum, faults);
    requireFraction("beta2", beta2, faults);
    requireFraction("emaDecay", emaDecay, faults);
    if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
      faults.add("weightDecay %s must be at least 0".formatted(weightDecay));
    }
    if (threads < 1) {
      faults.add("threads %d must be at least 1".formatted(threads));
    }
    if (!faults.isEmpty()) {
      throw new InvalidConfigurationException(String.join("; ", faults));
    }
  }

  private static void requireFraction(String name, double value, List<String> faults) {
    if (!(value >= 0 && value < 1)) {
      faults.add("%s %s must lie in [0, 1)".formatted(name, value));
    }
  }

  /** SGD with momentum 0.9, weight decay 5e-4, no average, fp32, one thread. */
  public static LearnerOptions defaults(long seed) {
    return new LearnerOptions(
        Optimizer.SGD, 0.9, 0.999, 5e-4, 0, TransferOptions.none(), Precision.FP32, 1, seed);
  }
}
