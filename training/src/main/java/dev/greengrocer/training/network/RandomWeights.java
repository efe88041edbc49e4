package dev.greengrocer.training.network;

import java.util.Arrays;
import java.util.Random;

/** Where training starts from scratch. */
public final class RandomWeights {

  private RandomWeights() {}

  /**
   * Draws weights from a normal distribution of variance {@code 2 / inputs} (He et al. 2015, <a
   * href="https://arxiv.org/abs/1502.01852">1502.01852</a>); biases and means are 0, scales and
   * variances 1. The scale that ends a residual branch is 0, so that each block starts as the
   * identity (Goyal et al. 2017).
   *
   * @param seed the same seed draws the same weights on every machine
   */
  public static Weights of(NetworkSpec network, long seed) {
    Random random = new Random(seed);
    return new Weights(
        network.parameters().stream().map(parameter -> draw(parameter, random)).toList());
  }

  private static NamedTensor draw(ParameterSpec parameter, Random random) {
    float[] values = new float[parameter.size()];
    switch (parameter.role()) {
      case WEIGHT -> {
        int inputs = parameter.size() / parameter.shape().get(0);
        double deviation = Math.sqrt(2.0 / inputs);
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (random.nextGaussian() * deviation);
        }
      }
      case NORM_SCALE, RUNNING_VARIANCE -> Arrays.fill(values, 1);
      case BIAS, LAST_NORM_SCALE, NORM_SHIFT, RUNNING_MEAN -> Arrays.fill(values, 0);
    }
    return new NamedTensor(parameter.name(), parameter.shape(), values);
  }
}
