package dev.greengrocer.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.training.network.LinearHead;
import org.junit.jupiter.api.Test;

final class SoftmaxRegressionTest {

  /** Of the four rows with feature 1, three are of class 0; with feature 2 it is one of four. */
  private static final float[][] ROWS = {
    {1, 0}, {1, 0}, {1, 0}, {1, 0}, {0, 1}, {0, 1}, {0, 1}, {0, 1}
  };

  private static final int[] CLASSES = {0, 0, 0, 1, 0, 1, 1, 1};

  @Test
  void without_a_penalty_it_answers_how_often_each_class_is_seen() {
    LinearHead head = fit(1e-9);

    // Three to one: the odds are 3, so the logits differ by ln 3.
    assertThat(difference(head, 1, 0)).isCloseTo(Math.log(3), within(1e-3));
    assertThat(difference(head, 0, 1)).isCloseTo(-Math.log(3), within(1e-3));
  }

  @Test
  void a_large_penalty_leaves_only_how_often_each_class_is_seen_at_all() {
    LinearHead head = fit(1e3);

    assertThat(difference(head, 1, 0)).isCloseTo(0, within(1e-2));
  }

  @Test
  void the_length_of_the_features_does_not_matter() {
    float[][] longer = new float[ROWS.length][];
    for (int i = 0; i < ROWS.length; i++) {
      longer[i] = new float[] {100 * ROWS[i][0], 100 * ROWS[i][1]};
    }
    try (SoftmaxRegression regression = new SoftmaxRegression(longer, CLASSES, 2)) {
      LinearHead head = regression.fit(1e-2);

      assertThat(difference(head, 100, 0)).isCloseTo(difference(fit(1e-2), 1, 0), within(1e-3));
    }
  }

  private static LinearHead fit(double penalty) {
    try (SoftmaxRegression regression = new SoftmaxRegression(ROWS, CLASSES, 2)) {
      return regression.fit(penalty);
    }
  }

  private static double difference(LinearHead head, float... features) {
    float[] logits = head.logits(features);
    return logits[0] - logits[1];
  }
}
