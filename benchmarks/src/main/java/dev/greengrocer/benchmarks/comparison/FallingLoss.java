package dev.greengrocer.benchmarks.comparison;

import dev.greengrocer.benchmarks.worker.DrawnBatch;
import java.util.Optional;

/**
 * Judges training by its loss: it starts near that of guessing, and it falls. One judge for each
 * side, because it remembers.
 */
public final class FallingLoss implements AnswerCheck {

  private static final double GUESSING = Math.log(DrawnBatch.CLASSES);
  private static final double CLEARLY = 0.98;

  private final boolean fromAbove;
  private double first = Double.NaN;
  private double last = Double.NaN;

  /** Judges a network that starts near guessing and must come below it. */
  public FallingLoss() {
    this(false);
  }

  private FallingLoss(boolean fromAbove) {
    this.fromAbove = fromAbove;
  }

  /**
   * Judges a network that starts above guessing, without normalisation or on photos that are varied
   * much, and needs more steps than a comparison has to come below it: its loss must fall by a
   * fiftieth.
   */
  public static FallingLoss fromAbove() {
    return new FallingLoss(true);
  }

  @Override
  public Optional<String> fault(String answer) {
    last = Double.parseDouble(answer);
    if (Double.isNaN(first)) {
      first = last;
    }
    return last >= 0 && last < (fromAbove ? 3 : 2) * GUESSING
        ? Optional.empty()
        : Optional.of("the loss is %s, guessing has %.2f".formatted(answer, GUESSING));
  }

  /**
   * Asks at the end whether anything was learned.
   *
   * @throws WrongAnswerException if the loss did not fall
   */
  public void requireLearned(String side) {
    double learned = fromAbove ? CLEARLY * first : Math.min(first, GUESSING);
    if (!(last < learned)) {
      throw new WrongAnswerException(
          side, "the loss went from %.3f to %.3f: nothing was learned".formatted(first, last));
    }
  }
}
