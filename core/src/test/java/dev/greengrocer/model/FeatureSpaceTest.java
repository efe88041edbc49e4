package dev.greengrocer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class FeatureSpaceTest {

  /** Known photos lie around (0, 0, 1), spread along the first axis. */
  private static final FeatureSpace SPACE =
      new FeatureSpace(new float[] {0, 0, 1}, new float[][] {{1, 0, 0}});

  @Test
  void what_lies_along_a_known_direction_is_familiar() {
    // (0.6, 0, 0.8) less the mean is (0.6, 0, -0.2); less 0.6 along the first axis: 0.2.
    assertThat(SPACE.residual(new float[] {0.6f, 0, 0.8f})).isCloseTo(0.2, within(1e-6));
    // (0.6, 0.8, 0) less the mean is (0.6, 0.8, -1): sqrt(0.64 + 1) remain.
    assertThat(SPACE.residual(new float[] {0.6f, 0.8f, 0}))
        .isCloseTo(Math.sqrt(1.64), within(1e-6));
  }

  @Test
  void only_the_direction_of_features_counts() {
    assertThat(SPACE.residual(new float[] {30, 40, 0}))
        .isCloseTo(SPACE.residual(new float[] {0.3f, 0.4f, 0}), within(1e-6));
  }

  @Test
  void no_features_at_all_are_as_far_as_the_mean() {
    assertThat(SPACE.residual(new float[3])).isCloseTo(1, within(1e-6));
  }

  @Test
  void features_of_another_network_are_refused() {
    assertThatThrownBy(() -> SPACE.residual(new float[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 features, but the space has 3");
    assertThatThrownBy(() -> SPACE.towardsUnknown(new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 features, but the space has 3");
  }

  @Test
  void features_speak_of_an_unknown_kind_along_its_direction_from_the_mean() {
    FeatureSpace space = SPACE.towardsUnknown(new float[] {0, 5, -2});

    assertThat(space.unknown(new float[] {0, 0, 7})).isCloseTo(0, within(1e-6));
    // (0, 0.6, 0.8) less the mean is (0, 0.6, -0.2): 3 + 0.4.
    assertThat(space.unknown(new float[] {0, 3, 4})).isCloseTo(3.4, within(1e-6));
    assertThat(space.residual(new float[] {0.6f, 0, 0.8f}))
        .isEqualTo(SPACE.residual(new float[] {0.6f, 0, 0.8f}));
  }

  @Test
  void a_space_without_that_direction_tells_no_unknown_kinds() {
    assertThat(SPACE.tellsUnknown()).isFalse();
    assertThatThrownBy(() -> SPACE.unknown(new float[3])).isInstanceOf(IllegalStateException.class);
  }
}
