package dev.greengrocer.lab.evaluation;

import java.util.List;

/**
 * The figures of each set of photos of an evaluation.
 *
 * @param labelled the data set under evaluation first, then the others in their order; empty when
 *     there were no further sets
 * @param unknown sets of photos of nothing that the model knows, in their order
 */
public record EvaluatedSets(List<SetMetrics> labelled, List<OodMetrics> unknown) {

  /** No further sets. */
  public static final EvaluatedSets NONE = new EvaluatedSets(List.of(), List.of());

  /** Copies the lists. */
  public EvaluatedSets {
    labelled = List.copyOf(labelled);
    unknown = List.copyOf(unknown);
  }

  /** Whether nothing was measured beside the data set under evaluation. */
  public boolean isEmpty() {
    return labelled.isEmpty();
  }

  /** The labelled sets beside the data set under evaluation. */
  public List<SetMetrics> further() {
    return labelled.subList(Math.min(1, labelled.size()), labelled.size());
  }
}
