package dev.greengrocer.training.network;

import java.util.List;

/**
 * One array of a network's weights, such as {@code stem.weight}. The values are shared, not copied;
 * treat them as read-only.
 */
public final class NamedTensor {

  private final String name;
  private final List<Integer> shape;
  private final float[] values;

  /**
   * Wraps values without copying them.
   *
   * @param name unique within a network
   * @param shape sizes from the outermost dimension to the innermost
   * @param values row-major, as many as the product of the shape
   */
  public NamedTensor(String name, List<Integer> shape, float[] values) {
    long wanted = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    if (values.length != wanted) {
      throw new IllegalArgumentException(
          "%s: %d values do not fill shape %s".formatted(name, values.length, shape));
    }
    this.name = name;
    this.shape = List.copyOf(shape);
    this.values = values;
  }

  /** Unique within a network, such as {@code stem.weight}. */
  public String name() {
    return name;
  }

  /** Sizes from the outermost dimension to the innermost. */
  public List<Integer> shape() {
    return shape;
  }

  /** Row-major values; not a copy. */
  public float[] values() {
    return values;
  }

  @Override
  public String toString() {
    return name + shape;
  }
}
