package dev.greengrocer.training.tune;

import dev.greengrocer.training.loop.EpochMetrics;
import java.util.Comparator;
import java.util.Optional;

/**
 * What a training came to.
 *
 * @param run which it was
 * @param best its best epoch on validation; empty when the loss left the finite numbers
 * @param seconds that it took
 */
public record TrialResult(TrialRun run, Optional<EpochMetrics> best, double seconds) {

  /**
   * The better first: right more often, then of lower loss, then drawn earlier, so that equal
   * trials are ordered in the same way each time; diverged ones last.
   */
  static final Comparator<TrialResult> BETTER =
      Comparator.comparing((TrialResult result) -> result.diverged())
          .thenComparing(TrialResult::accuracy, Comparator.reverseOrder())
          .thenComparingDouble(TrialResult::loss)
          .thenComparingInt(result -> result.run().trial());

  /** Whether its loss left the finite numbers: such options are no good. */
  public boolean diverged() {
    return best.isEmpty();
  }

  /** Share of validation photos that the best epoch names rightly; 0 when diverged. */
  public double accuracy() {
    return best.map(EpochMetrics::validationAccuracy).orElse(0.0);
  }

  private double loss() {
    return best.map(EpochMetrics::validationLoss).orElse(Double.POSITIVE_INFINITY);
  }
}
