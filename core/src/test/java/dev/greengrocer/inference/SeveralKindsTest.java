package dev.greengrocer.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SeveralKindsTest {

  private static final LabelSet LABELS =
      new LabelSet(
          List.of(
              Label.of("apple"),
              new Label("capsicum", List.of(), "pepper"),
              new Label("paprika", List.of(), "pepper")));

  /** {@code ln 18}: 18 to 1 to 1 is 90 percent. */
  private static final float SURE = (float) Math.log(18);

  @Test
  void opposite_sides_that_surely_show_different_kinds_are_several() {
    float[][][] maps = new float[3][3][3];
    paint(maps[0], 0, 1, SURE); // an apple on the left
    paint(maps[1], 2, 3, SURE); // a capsicum on the right

    // The apple has 18 / 20; the pepper group has its synonym's share too: 19 / 20.
    assertThat(sureness(maps, 1)).isCloseTo(0.9, within(1e-6));
  }

  @Test
  void a_temperature_makes_both_sides_less_sure() {
    float[][][] maps = new float[3][3][3];
    paint(maps[0], 0, 1, SURE);
    paint(maps[1], 2, 3, SURE);

    // 18 to the power of one half is 4.243: 4.243 / 6.243.
    assertThat(sureness(maps, 2)).isCloseTo(0.6796, within(1e-4));
  }

  @Test
  void one_kind_in_the_middle_is_one_kind() {
    float[][][] maps = new float[3][3][3];
    paint(maps[0], 1, 2, SURE);

    assertThat(sureness(maps, 1)).isZero();
  }

  @Test
  void synonyms_on_both_sides_are_one_kind() {
    float[][][] maps = new float[3][3][3];
    paint(maps[1], 0, 1, SURE);
    paint(maps[2], 2, 3, SURE);

    assertThat(sureness(maps, 1)).isZero();
  }

  @Test
  void without_activations_nobody_can_tell() {
    assertThat(
            new SeveralKinds(LABELS, 1)
                .sureness(
                    new NetworkOutput(new float[] {9, 9, 0}, Optional.empty(), Optional.empty())))
        .isZero();
  }

  /** Fills the columns from {@code from} to below {@code to}. */
  private static void paint(float[][] map, int from, int to, float value) {
    for (float[] row : map) {
      for (int x = from; x < to; x++) {
        row[x] = value;
      }
    }
  }

  private static double sureness(float[][][] maps, double temperature) {
    return new SeveralKinds(LABELS, temperature)
        .sureness(new NetworkOutput(new float[3], Optional.empty(), Optional.of(maps)));
  }
}
