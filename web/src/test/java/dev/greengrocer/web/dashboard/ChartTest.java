package dev.greengrocer.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ChartTest {

  @Test
  void parts_stand_on_each_other_and_the_top_is_a_round_number() {
    Chart chart = Chart.of(List.of("a", "b"), List.of("Mon"), List.of(new double[] {12, 6}));

    assertThat(chart.top()).isEqualTo(20);
    assertThat(chart.columns().get(0).parts())
        .containsExactly(
            new Chart.Part("part-1", 12, 40, 60, null), new Chart.Part("part-2", 6, 10, 30, null));
  }

  @Test
  void nothing_is_drawn_as_nothing() {
    Chart chart =
        Chart.of(List.of("a"), List.of("Mon", "Tue"), List.of(new double[1], new double[1]));

    assertThat(chart.top()).isEqualTo(1);
    assertThat(chart.columns()).allSatisfy(column -> assertThat(column.total()).isZero());
  }

  @Test
  void four_names_at_most_stand_below_it_the_first_and_last_among_them() {
    Chart chart =
        Chart.of(
            List.of("a"),
            IntStream.rangeClosed(1, 31).mapToObj(Integer::toString).toList(),
            IntStream.rangeClosed(1, 31).mapToObj(day -> new double[] {day}).toList());

    assertThat(chart.axis()).containsExactly("1", "11", "21", "31");
  }
}
