package dev.greengrocer.training.tune;

import dev.greengrocer.training.loop.EpochMetrics;
import org.jspecify.annotations.Nullable;

/**
 * What {@code trial.json} says: a training has ended.
 *
 * @param best its best epoch, or null when the loss left the finite numbers
 * @param seconds that it took, all sessions together
 */
record TrialOutcome(@Nullable EpochMetrics best, double seconds) {}
