package dev.greengrocer.training.tune;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How long a search may take in all, over all the times that it was stopped and continued. */
final class Budget {

  private final Optional<Duration> limit;
  private final Duration spentBefore;
  private final LongSupplier nanoTime;
  private final long started;

  /**
   * Starts the clock.
   *
   * @param limit empty for as long as it takes
   * @param spentBefore time of earlier sessions
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  Budget(Optional<Duration> limit, Duration spentBefore, LongSupplier nanoTime) {
    this.limit = limit;
    this.spentBefore = spentBefore;
    this.nanoTime = nanoTime;
    this.started = nanoTime.getAsLong();
  }

  /** Time of this and all earlier sessions. */
  Duration spent() {
    return spentBefore.plusNanos(nanoTime.getAsLong() - started);
  }

  /** Whether there is a limit at all. */
  boolean limited() {
    return limit.isPresent();
  }

  /**
   * Ends what is going on when the time is over.
   *
   * @throws BudgetSpent if it is
   */
  void check() {
    if (limit.filter(end -> spent().compareTo(end) >= 0).isPresent()) {
      throw new BudgetSpent();
    }
  }
}
