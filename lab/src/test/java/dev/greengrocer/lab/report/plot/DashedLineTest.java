package dev.greengrocer.lab.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DashedLineTest {

  @Test
  void close_points_are_cut_into_dashes_and_gaps() {
    // 100 points, 1 pixel apart: dashes of 20 pixels, gaps of 10.
    List<Double> xs = IntStream.rangeClosed(0, 99).mapToObj(i -> i / 100.0).toList();
    List<Double> ys = xs.stream().map(x -> 0.5).toList();

    List<Double> cut = DashedLine.of(xs, ys, List.of(20, 10), 100, 100).ys();

    assertThat(cut).hasSize(100);
    assertThat(cut.subList(0, 19)).containsOnly(0.5);
    assertThat(cut.subList(21, 29)).containsOnly(Double.NaN);
    assertThat(cut.subList(31, 49)).containsOnly(0.5);
  }

  @Test
  void far_points_are_cut_in_between() {
    DashedLine line = DashedLine.of(List.of(0.0, 1.0), List.of(0.0, 1.0), List.of(6, 6), 30, 40);

    // 50 pixels in 25 steps.
    assertThat(line.xs()).hasSize(26).startsWith(0.0).endsWith(1.0);
    assertThat(line.ys()).contains(Double.NaN);
    assertThat(line.ys().get(25)).as("pixel 50, the first of the ninth part").isEqualTo(1.0);
  }

  @Test
  void without_dashes_the_line_is_whole() {
    assertThat(DashedLine.of(List.of(0.0, 1.0), List.of(0.0, 1.0), List.of(), 30, 40))
        .isEqualTo(new DashedLine(List.of(0.0, 1.0), List.of(0.0, 1.0)));
  }
}
