package dev.greengrocer.training.tune;

import java.time.Duration;
import java.util.List;

/** Hears of what happens in a search. Called on the searching thread, which waits. */
public interface TuningListener {

  /** A training starts or goes on. */
  default void runStarted(TrialRun run) {}

  /**
   * A training has ended, now or in an earlier session.
   *
   * @param results all so far, with it
   * @param spent time of this and all earlier sessions
   */
  default void runEnded(TrialResult result, TuningResults results, Duration spent) {}

  /** The time is over; what was going on can go on another time. */
  default void budgetSpent(Duration spent) {}

  /** One listener that tells several, in order. */
  static TuningListener all(List<TuningListener> listeners) {
    return new TuningListener() {
      @Override
      public void runStarted(TrialRun run) {
        listeners.forEach(listener -> listener.runStarted(run));
      }

      @Override
      public void runEnded(TrialResult result, TuningResults results, Duration spent) {
        listeners.forEach(listener -> listener.runEnded(result, results, spent));
      }

      @Override
      public void budgetSpent(Duration spent) {
        listeners.forEach(listener -> listener.budgetSpent(spent));
      }
    };
  }
}
