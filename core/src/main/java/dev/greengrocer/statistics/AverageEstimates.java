package dev.greengrocer.statistics;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Averages over classes with their intervals; see {@link AverageMetrics} for what they mean.
 *
 * @param precision in {@code [0, 1]}
 * @param recall in {@code [0, 1]}
 * @param f1 in {@code [0, 1]}
 */
public record AverageEstimates(Estimate precision, Estimate recall, Estimate f1) {

  /**
   * Averages over the classes of some photos.
   *
   * @param labels the names in class-index order
   * @param actual what each photo shows; at least one
   * @param predicted what each photo was taken for, in the same order
   * @param average {@link AverageMetrics#macro} or {@link AverageMetrics#weighted}
   */
  public static AverageEstimates of(
      List<String> labels,
      int[] actual,
      int[] predicted,
      Function<List<ClassMetrics>, AverageMetrics> average) {
    List<ToDoubleFunction<AverageMetrics>> figures =
        List.of(
            metrics -> metrics.precision().orElseThrow(),
            metrics -> metrics.recall().orElseThrow(),
            metrics -> metrics.f1().orElseThrow());
    List<Estimate> estimates =
        Bootstrap.estimate(
            actual.length,
            draw -> {
              ConfusionMatrix drawn =
                  ConfusionMatrix.of(labels, pick(actual, draw), pick(predicted, draw));
              return average.apply(drawn.classes());
            },
            figures);
    return new AverageEstimates(estimates.get(0), estimates.get(1), estimates.get(2));
  }

  private static int[] pick(int[] values, int[] indexes) {
    int[] picked = new int[indexes.length];
    for (int i = 0; i < indexes.length; i++) {
      picked[i] = values[indexes[i]];
    }
    return picked;
  }
}
