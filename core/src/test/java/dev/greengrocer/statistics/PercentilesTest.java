package dev.greengrocer.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PercentilesTest {

  /** Of 1 to 200 the nearest ranks are 100, 190 and 198. */
  @Test
  void each_percentile_is_a_measurement() {
    double[] backwards = IntStream.range(0, 200).mapToDouble(i -> 200 - i).toArray();

    assertThat(Percentiles.of(backwards)).isEqualTo(new Percentiles(100, 190, 198));
  }

  @Test
  void one_measurement_is_every_percentile() {
    assertThat(Percentiles.of(new double[] {7})).isEqualTo(new Percentiles(7, 7, 7));
  }
}
