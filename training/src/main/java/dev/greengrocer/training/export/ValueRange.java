package dev.greengrocer.training.export;

import java.nio.FloatBuffer;

/**
 * The numbers that a value inside a network takes, 0 always among them: a code for them must have
 * one for 0 itself, which is what padding puts in.
 *
 * @param minimum at most 0
 * @param maximum at least 0
 */
public record ValueRange(float minimum, float maximum) {

  /** Codes of an unsigned byte above the lowest. */
  private static final int STEPS = 255;

  /** Nothing but 0. */
  public static final ValueRange ZERO = new ValueRange(0, 0);

  /** Checks that 0 is in it. */
  public ValueRange {
    if (!(minimum <= 0 && maximum >= 0)) {
      throw new IllegalArgumentException("[%s, %s] has no 0".formatted(minimum, maximum));
    }
  }

  /** The smallest range that also holds other numbers, of which none is NaN. */
  public ValueRange with(FloatBuffer values) {
    float low = minimum;
    float high = maximum;
    FloatBuffer left = values.duplicate();
    while (left.hasRemaining()) {
      float value = left.get();
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return new ValueRange(low, high);
  }

  /** What one step of an unsigned byte is worth, above 0. */
  float scale() {
    return Math.max((maximum - minimum) / STEPS, Float.MIN_NORMAL);
  }

  /** The unsigned byte that represents 0, in {@code [0, 255]}. */
  int zeroPoint() {
    return Math.round(-minimum / scale());
  }
}
