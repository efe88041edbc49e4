package dev.greengrocer.training.tune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a search has found so far.
 *
 * @param settings how it was searched
 * @param results in the order in which they came
 */
public record TuningResults(TuningSettings settings, List<TrialResult> results) {

  /** Copies the results. */
  public TuningResults {
    results = List.copyOf(results);
  }

  TuningResults with(TrialResult result) {
    List<TrialResult> more = new ArrayList<>(results);
    more.add(result);
    return new TuningResults(settings, more);
  }

  /**
   * The best of those that were trained longest: a few epochs more are worth more than most
   * options, so results of different rungs are not compared.
   */
  public Optional<TrialResult> best() {
    return results.stream()
        .filter(result -> !result.diverged())
        .min(
            Comparator.comparingInt((TrialResult result) -> -result.run().rung().number())
                .thenComparing(TrialResult.BETTER));
  }

  /** The results of the first rung, which every trial has. */
  public List<TrialResult> firstRung() {
    return results.stream().filter(result -> result.run().rung().number() == 1).toList();
  }

  /** Whether a later rung trained the same trial. */
  public boolean promoted(TrialResult result) {
    return results.stream()
        .anyMatch(
            later ->
                later.run().trial() == result.run().trial()
                    && later.run().rung().number() > result.run().rung().number());
  }
}
