package dev.greengrocer.training.data;

/** What teachers answered for the pictures of a batch, and how much it counts. */
public final class TeacherAnswers {

  private final float[] probabilities;
  private final DistillationOptions options;

  /**
   * Wraps answers without copying them.
   *
   * @param probabilities row-major {@code [N, K]}, each row summing to 1, at the temperature of the
   *     options
   */
  public TeacherAnswers(float[] probabilities, DistillationOptions options) {
    this.probabilities = probabilities;
    this.options = options;
  }

  /** Row-major {@code [N, K]}; not a copy. */
  public float[] probabilities() {
    return probabilities;
  }

  /** How much they count. */
  public DistillationOptions options() {
    return options;
  }
}
