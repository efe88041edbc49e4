package dev.greengrocer.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * 95 % intervals of figures that are not simple proportions: the percentile bootstrap.
 *
 * <p>Photos are drawn with replacement, as many as there are, {@value #RESAMPLES} times, from a
 * fixed seed: the same photos always give the same interval.
 *
 * <pre>{@code
 * boolean[] right = {true, true, false, true};
 * List<Estimate> accuracy =
 *     Bootstrap.estimate(
 *         right.length,
 *         draw -> Arrays.stream(draw).filter(i -> right[i]).count(),
 *         List.of(hits -> (double) hits / right.length));
 * System.out.println(accuracy.get(0)); // 0.75 with its interval of 95 %
 * }</pre>
 *
 * @see <a href="https://doi.org/10.1214/aos/1176344552">Efron, Bootstrap methods: another look at
 *     the jackknife</a>
 */
public final class Bootstrap {

  /** How often photos are drawn. */
  public static final int RESAMPLES = 1000;

  private static final long SEED = 42;

  private Bootstrap() {}

  /**
   * Estimates several figures of one statistic, all from the same draws.
   *
   * @param photos how many photos there are, at least 1
   * @param statistic computes something from the indexes of photos, repetitions included; the array
   *     is used again for the next draw
   * @param figures the figures to read off it
   */
  public static <T> List<Estimate> estimate(
      int photos, Function<int[], T> statistic, List<ToDoubleFunction<T>> figures) {
    int[] draw = new int[photos];
    Arrays.setAll(draw, i -> i);
    T whole = statistic.apply(draw);
    double[] estimates = figures.stream().mapToDouble(f -> f.applyAsDouble(whole)).toArray();

    double[][] values = new double[figures.size()][RESAMPLES];
    Random random = new Random(SEED);
    for (int resample = 0; resample < RESAMPLES; resample++) {
      Arrays.setAll(draw, i -> random.nextInt(photos));
      T drawn = statistic.apply(draw);
      for (int figure = 0; figure < values.length; figure++) {
        values[figure][resample] = figures.get(figure).applyAsDouble(drawn);
      }
    }
    return IntStream.range(0, estimates.length)
        .mapToObj(figure -> new Estimate(estimates[figure], percentiles(values[figure])))
        .toList();
  }

  private static Interval percentiles(double[] values) {
    Arrays.sort(values);
    int tail = (int) Math.round(values.length * 0.025);
    return new Interval(values[tail], values[values.length - 1 - tail]);
  }
}
