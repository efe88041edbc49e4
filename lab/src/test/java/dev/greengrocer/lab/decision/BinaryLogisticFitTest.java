package dev.greengrocer.lab.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.lab.decision.BinaryLogisticFit.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BinaryLogisticFitTest {

  @Test
  void without_features_that_matter_the_constant_is_the_logarithm_of_the_odds() {
    // Weights of 3 and 1: odds of 3 to 1.
    double[] fitted =
        BinaryLogisticFit.of(
            List.of(new Row(new float[] {0}, true, 3), new Row(new float[] {0}, false, 1)), 1);

    assertThat(fitted[0]).isZero();
    assertThat(fitted[1]).isCloseTo(Math.log(3), within(1e-4));
  }

  @Test
  void the_gradient_is_0_where_penalty_and_rows_balance() {
    // By symmetry the constant is 0, and the coefficient c solves c = 1 / (1 + e^c): 0.4010581.
    double[] fitted =
        BinaryLogisticFit.of(
            List.of(new Row(new float[] {1}, true, 0.5), new Row(new float[] {-1}, false, 0.5)), 1);

    assertThat(fitted[0]).isCloseTo(0.4010581, within(1e-4));
    assertThat(fitted[1]).isCloseTo(0, within(1e-6));
  }

  @Test
  void many_features_of_which_one_tells_are_told_apart() {
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      float[] features = new float[20];
      for (int j = 0; j < features.length; j++) {
        features[j] = (float) random.nextGaussian();
      }
      rows.add(new Row(features, features[7] + 0.3 * random.nextGaussian() > 0, 1.0 / 400));
    }

    double[] fitted = BinaryLogisticFit.of(rows, 0.01);

    for (int j = 0; j < 20; j++) {
      if (j != 7) {
        assertThat(fitted[7]).isGreaterThan(5 * Math.abs(fitted[j]));
      }
    }
    assertThat(BinaryLogisticFit.of(rows, 0.01)).containsExactly(fitted);
  }
}
