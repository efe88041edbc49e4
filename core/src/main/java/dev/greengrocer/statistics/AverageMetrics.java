package dev.greengrocer.statistics;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Precision, recall and F1 averaged over the classes that have photos.
 *
 * <p>Classes without photos are ignored: a model is not judged on what it was not shown. A class
 * that has photos but is never answered counts with a precision of 0, as in scikit-learn, so that
 * silence earns nothing.
 *
 * @param precision in {@code [0, 1]}; empty when no class has photos
 * @param recall in {@code [0, 1]}; empty when no class has photos
 * @param f1 the average of the classes' F1, not the F1 of the averages
 */
public record AverageMetrics(OptionalDouble precision, OptionalDouble recall, OptionalDouble f1) {

  /** Every class counts alike, however many photos it has. */
  public static AverageMetrics macro(List<ClassMetrics> classes) {
    return average(classes, metrics -> 1);
  }

  /** Each class counts by its number of photos. */
  public static AverageMetrics weighted(List<ClassMetrics> classes) {
    return average(classes, ClassMetrics::support);
  }

  private static AverageMetrics average(
      List<ClassMetrics> classes, ToDoubleFunction<ClassMetrics> weight) {
    List<ClassMetrics> shown = classes.stream().filter(metrics -> metrics.support() > 0).toList();
    return new AverageMetrics(
        mean(shown, weight, metrics -> metrics.precision().value().orElse(0)),
        mean(shown, weight, metrics -> metrics.recall().value().orElseThrow()),
        mean(shown, weight, metrics -> metrics.f1().orElseThrow()));
  }

  private static OptionalDouble mean(
      List<ClassMetrics> classes,
      ToDoubleFunction<ClassMetrics> weight,
      ToDoubleFunction<ClassMetrics> value) {
    if (classes.isEmpty()) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    double weights = 0;
    for (ClassMetrics metrics : classes) {
      sum += weight.applyAsDouble(metrics) * value.applyAsDouble(metrics);
      weights += weight.applyAsDouble(metrics);
    }
    return OptionalDouble.of(sum / weights);
  }
}
