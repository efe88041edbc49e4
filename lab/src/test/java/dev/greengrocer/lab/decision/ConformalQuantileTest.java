package dev.greengrocer.lab.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ConformalQuantileTest {

  @Test
  void the_quantile_is_that_of_the_photos_and_one_more() {
    double[] scores = IntStream.rangeClosed(1, 19).mapToDouble(i -> 20 - i).toArray();

    // ceil(20 * 0.9) = 18, ceil(20 * 0.95) = 19, ceil(20 * 0.85) = 17.
    assertThat(ConformalQuantile.of(scores, 0.9)).isEqualTo(new ConformalQuantile(18, 0.9));
    assertThat(ConformalQuantile.of(scores, 0.95)).isEqualTo(new ConformalQuantile(19, 0.95));
    assertThat(ConformalQuantile.of(scores, 0.85)).isEqualTo(new ConformalQuantile(17, 0.85));
  }

  @Test
  void rounding_costs_no_rank() {
    // 0.1 + 0.7 is 0.7999999999999999 and 10 * that must still be rank 8, and 0.9 * 10 rank 9.
    double[] scores = IntStream.rangeClosed(1, 9).asDoubleStream().toArray();

    assertThat(ConformalQuantile.of(scores, 0.1 + 0.7).value()).isEqualTo(8);
    assertThat(ConformalQuantile.of(scores, 0.3 * 3).value()).isEqualTo(9);
  }

  @Test
  void too_few_scores_promise_what_they_can() {
    assertThat(ConformalQuantile.of(new double[] {3, 9, 5}, 0.95))
        .isEqualTo(new ConformalQuantile(9, 0.75));
  }

  /** The theorem itself: over many draws the promise holds, and is not far exceeded. */
  @Test
  void the_next_score_lies_within_as_often_as_promised() {
    Random random = new Random(3);
    int within = 0;
    int trials = 20_000;
    for (int trial = 0; trial < trials; trial++) {
      double[] scores = random.doubles(39).map(u -> u * u).toArray();
      double next = Math.pow(random.nextDouble(), 2);
      within += next <= ConformalQuantile.of(scores, 0.9).value() ? 1 : 0;
    }

    // Exactly 36 / 40; the standard deviation over the trials is 0.2 %.
    assertThat((double) within / trials).isCloseTo(0.9, within(0.01));
  }

  @Test
  void the_scores_stay_as_they_were() {
    double[] scores = {3, 1, 2};

    ConformalQuantile.of(scores, 0.5);

    assertThat(Arrays.toString(scores)).isEqualTo("[3.0, 1.0, 2.0]");
  }
}
