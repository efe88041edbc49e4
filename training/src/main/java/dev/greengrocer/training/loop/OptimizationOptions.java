package dev.greengrocer.training.loop;

import dev.greengrocer.training.data.Ranges;
import java.util.List;

/**
 * How gradients become steps, and what keeps the network from learning by heart.
 *
 * @param optimizer the rule
 * @param momentum of SGD, or beta 1 of AdamW, in {@code [0, 1)}
 * @param beta2 of AdamW, in {@code [0, 1)}
 * @param weightDecay at least 0; biases and batch-norm parameters are spared
 * @param emaDecay of the moving average of the weights, per step, in {@code [0, 1)}; 0 keeps none
 * @param dropout probability of each dropout layer, in {@code [0, 1)}
 * @param labelSmoothing share of each target spread over all classes, in {@code [0, 1)}
 * @param classBalance 0 keeps natural class frequencies, 1 makes all classes equally frequent, 0.5
 *     is square-root sampling
 */
public record OptimizationOptions(
    Optimizer optimizer,
    double momentum,
    double beta2,
    double weightDecay,
    double emaDecay,
    double dropout,
    double labelSmoothing,
    double classBalance) {

  List<String> faults() {
    return new Ranges()
        .fraction("momentum", momentum)
        .fraction("beta2", beta2)
        .atLeast("weight-decay", weightDecay, 0)
        .fraction("ema-decay", emaDecay)
        .fraction("dropout", dropout)
        .fraction("label-smoothing", labelSmoothing)
        .between("class-balance", classBalance, 0, 1)
        .faults();
  }
}
