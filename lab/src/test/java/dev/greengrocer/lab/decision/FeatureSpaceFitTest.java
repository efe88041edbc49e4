package dev.greengrocer.lab.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.model.FeatureSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FeatureSpaceFitTest {

  @Test
  void photos_that_vary_along_the_known_directions_are_familiar() {
    Random random = new Random(1);
    List<float[]> known = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      known.add(photo(random, 0));
    }

    FeatureSpace space = FeatureSpaceFit.of(known, 2);

    double familiar = space.residual(photo(random, 0));
    double strange = space.residual(photo(random, 3));
    assertThat(familiar).isLessThan(0.02);
    assertThat(strange).isGreaterThan(0.4);
  }

  @Test
  void the_directions_are_those_of_the_greatest_variance() {
    // Unit vectors in the plane of the first two axes, mean (0, 0, 0): nothing remains of any
    // vector in it, and all of the third axis.
    List<float[]> known =
        List.of(
            new float[] {1, 0, 0},
            new float[] {-1, 0, 0},
            new float[] {0, 1, 0},
            new float[] {0, -1, 0});

    FeatureSpace space = FeatureSpaceFit.of(known, 2);

    assertThat(space.residual(new float[] {0.6f, -0.8f, 0})).isCloseTo(0, within(1e-3));
    assertThat(space.residual(new float[] {0, 0, 2})).isCloseTo(1, within(1e-3));
    assertThat(space.residual(new float[] {1, 1, 1})).isCloseTo(1 / Math.sqrt(3), within(1e-3));
  }

  @Test
  void the_same_features_give_the_same_space() {
    Random random = new Random(2);
    List<float[]> known = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      known.add(photo(random, 1));
    }

    assertThat(FeatureSpaceFit.of(known, 3).sha256())
        .isEqualTo(FeatureSpaceFit.of(known, 3).sha256());
  }

  /** Around (5, 0, 0, 0, 0), varying along the second and third axes, and strange on the last. */
  private static float[] photo(Random random, float strange) {
    return new float[] {
      5,
      (float) random.nextGaussian(),
      (float) random.nextGaussian(),
      0.01f * (float) random.nextGaussian(),
      strange
    };
  }
}
