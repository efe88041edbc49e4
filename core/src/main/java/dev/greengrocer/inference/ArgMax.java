package dev.greengrocer.inference;

/** Which of many values is the largest: the class that a network finds most probable. */
public final class ArgMax {

  private ArgMax() {}

  /** The index of the largest value, the first of equal ones; 0 when there is none. */
  public static int of(double[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      largest = values[i] > values[largest] ? i : largest;
    }
    return largest;
  }

  /** The index of the largest value, the first of equal ones; 0 when there is none. */
  public static int of(float[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      largest = values[i] > values[largest] ? i : largest;
    }
    return largest;
  }
}
