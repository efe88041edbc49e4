package dev.greengrocer.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class MixingTest {

  private static final int SIDE = 8;
  private static final int PIXELS = 3 * SIDE * SIDE;

  /** Three pictures all of 0, 10 and 20, of three classes. */
  private final float[] images = new float[3 * PIXELS];

  private final float[] targets = {1, 0, 0, 0, 1, 0, 0, 0, 1};

  MixingTest() {
    Arrays.fill(images, PIXELS, 2 * PIXELS, 10);
    Arrays.fill(images, 2 * PIXELS, 3 * PIXELS, 20);
  }

  @Test
  void mixup_blends_pixels_and_targets_in_the_same_proportion() {
    new Mixing(new AugmentationOptions.Mix(1, 0, 1))
        .mix(images, targets, 3, SIDE, new SplittableRandom(4));

    // Picture 0 is mixed with picture 1: the share of 10 in it is the share of class 1.
    assertThat(images[0] / 10).isCloseTo(targets[1], within(1e-5f));
    assertThat(targets[0]).isBetween(0.5f, 1f);
    assertThat(targets[0] + targets[1]).isCloseTo(1, within(1e-6f));
    // The last picture, 20, is mixed with the first as it was, 0.
    assertThat(images[2 * PIXELS] / 20).isCloseTo(targets[8], within(1e-5f));
    assertThat(targets[6]).isCloseTo(1 - targets[8], within(1e-6f));
  }

  @Test
  void cutmix_pastes_a_square_and_weighs_targets_by_its_area() {
    new Mixing(new AugmentationOptions.Mix(0, 1, 1))
        .mix(images, targets, 3, SIDE, new SplittableRandom(6));

    int pasted = 0;
    for (int i = 0; i < PIXELS; i++) {
      assertThat(images[i]).isIn(0f, 10f);
      pasted += images[i] == 10 ? 1 : 0;
    }
    assertThat(pasted).isPositive();
    assertThat((double) pasted / PIXELS).isCloseTo(targets[1], within(1e-6));
  }

  @Test
  void a_probability_of_zero_leaves_batches_alone() {
    float[] before = images.clone();

    new Mixing(new AugmentationOptions.Mix(1, 1, 0))
        .mix(images, targets, 3, SIDE, new SplittableRandom(1));

    assertThat(images).isEqualTo(before);
  }

  @Test
  void beta_draws_have_the_right_mean_and_variance() {
    SplittableRandom random = new SplittableRandom(2);
    double[] draws =
        DoubleStream.generate(() -> Mixing.symmetricBeta(0.5, random)).limit(20_000).toArray();

    double mean = Arrays.stream(draws).average().orElseThrow();
    double variance =
        Arrays.stream(draws).map(d -> (d - mean) * (d - mean)).average().orElseThrow();
    // Beta(a, a) has mean 1/2 and variance 1 / (4 (2a + 1)): 1/8 for a = 1/2.
    assertThat(mean).isCloseTo(0.5, within(0.01));
    assertThat(variance).isCloseTo(0.125, within(0.004));
  }
}
