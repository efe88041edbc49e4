package dev.greengrocer.ledger.experiment;

import dev.greengrocer.experiment.Experiment;
import org.jspecify.annotations.Nullable;

/**
 * Which experiments are asked for.
 *
 * @param kind those of a kind; null for all but the trials of searches
 * @param search the trials of a search; null for no matter which
 */
public record ExperimentFilter(Experiment.@Nullable Kind kind, @Nullable String search) {

  /** All but the trials of searches, of which there may be hundreds. */
  public static final ExperimentFilter ALL = new ExperimentFilter(null, null);
}
