package dev.greengrocer.lab.evaluation;

import dev.greengrocer.statistics.Proportion;

/**
 * What happens when answers below a confidence are withheld.
 *
 * @param threshold the lowest confidence that is still answered
 * @param coverage how many of all photos are answered
 * @param accuracy how many of the answered photos are right
 */
public record CoveragePoint(double threshold, Proportion coverage, Proportion accuracy) {

  /** How many of the answered photos are wrong: the selective risk. */
  public Proportion risk() {
    return new Proportion(accuracy.trials() - accuracy.hits(), accuracy.trials());
  }
}
