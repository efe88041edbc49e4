package dev.greengrocer.training.network;

import java.util.List;

/**
 * One array that a network owns.
 *
 * @param name unique within the network, such as {@code stem.weight}
 * @param shape sizes from the outermost dimension to the innermost
 * @param role what the array is for
 */
public record ParameterSpec(String name, List<Integer> shape, Role role) {

  /** What an array is for; decides how it starts, whether it is learned and whether it decays. */
  public enum Role {
    /** Weights of a convolution or dense layer. */
    WEIGHT,
    /** Bias of a convolution or dense layer. */
    BIAS,
    /** Scale of a batch normalisation, its gamma. */
    NORM_SCALE,
    /** Scale of the batch normalisation that ends a residual branch; starts at 0. */
    LAST_NORM_SCALE,
    /** Shift of a batch normalisation, its beta. */
    NORM_SHIFT,
    /** Running mean of a batch normalisation: a statistic, not learned. */
    RUNNING_MEAN,
    /** Running variance of a batch normalisation: a statistic, not learned. */
    RUNNING_VARIANCE;

    /** Whether gradient descent changes it. */
    public boolean learned() {
      return this != RUNNING_MEAN && this != RUNNING_VARIANCE;
    }
  }

  /** Copies the shape. */
  public ParameterSpec {
    shape = List.copyOf(shape);
  }

  /** The name of the layer that owns it: {@code stem} for {@code stem.weight}. */
  public String layer() {
    return name.substring(0, name.lastIndexOf('.'));
  }

  /** The number of values. */
  public int size() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }
}
