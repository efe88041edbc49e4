package dev.greengrocer.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class AurocTest {

  @Test
  void the_area_is_the_share_of_pairs_in_the_right_order() {
    // Strange 3 beats 1 and 2; strange 2 beats 1 and ties with 2: (2 + 1.5) of 4 pairs.
    Estimate area = Auroc.of(new double[] {1, 2}, new double[] {3, 2});

    assertThat(area.value()).isCloseTo(3.5 / 4, within(1e-12));
  }

  @Test
  void perfect_useless_and_perverse_scores() {
    double[] low = {1, 2, 3, 4, 5, 6, 7, 8};
    double[] high = {11, 12, 13};
    double[] same = {5, 5, 5};

    assertThat(Auroc.of(low, high).value()).isEqualTo(1);
    assertThat(Auroc.of(high, low).value()).isZero();
    assertThat(Auroc.of(same, same).value()).isEqualTo(0.5);
  }

  @Test
  void the_interval_holds_the_true_area_of_two_normal_scores() {
    // Means 1.5 apart: the area is the normal distribution at 1.5 / sqrt(2), 0.8556.
    Random random = new Random(7);
    double[] familiar = random.doubles(300).map(u -> random.nextGaussian()).toArray();
    double[] strange = random.doubles(200).map(u -> 1.5 + random.nextGaussian()).toArray();

    Estimate area = Auroc.of(familiar, strange);

    assertThat(area.interval().low()).isBetween(0.80, 0.8556);
    assertThat(area.interval().high()).isBetween(0.8556, 0.91);
  }
}
