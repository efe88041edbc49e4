package dev.greengrocer.lab.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TemperatureFitTest {

  @Test
  void a_model_too_sure_of_itself_is_cooled_to_its_hit_rate() {
    // Logits 2 and 0 claim 88 %, but only 3 of 4 are right. With a doubt of 1 / 6 the truth counts
    // as (3 * 5/6 + 1 * 1/6) / 4 = 2/3, and sigmoid(2 / T) = 2/3 at T = 2 / ln 2.
    double temperature = TemperatureFit.of(same(4, 2, 0), new int[] {0, 0, 0, 1});

    assertThat(temperature).isCloseTo(2 / Math.log(2), within(1e-4));
  }

  @Test
  void a_model_too_modest_is_sharpened() {
    // 20 of 20 right, doubt 1 / 22: sigmoid(1 / T) = 21 / 22 at T = 1 / ln 21. Without the doubt
    // there would be no end to how sure it ought to be.
    double temperature = TemperatureFit.of(same(20, 1, 0), new int[20]);

    assertThat(temperature).isCloseTo(1 / Math.log(21), within(1e-4));
  }

  @Test
  void logits_of_any_size_are_weighed_without_overflow() {
    double temperature = TemperatureFit.of(same(4, 2000, 0), new int[] {0, 0, 0, 1});

    // The search ends at 100, and the optimum of 2,885 lies beyond.
    assertThat(temperature).isCloseTo(100, within(0.1));
  }

  private static List<float[]> same(int photos, float... logits) {
    return Collections.nCopies(photos, logits);
  }
}
