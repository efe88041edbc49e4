package dev.greengrocer.web.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LineChartTest {

  @Test
  void lines_lie_between_round_numbers_and_the_table_has_a_row_for_each_epoch() {
    Map<String, SortedMap<Integer, Double>> lines = new LinkedHashMap<>();
    lines.put("first", new TreeMap<>(Map.of(1, 0.5, 2, 0.7)));
    lines.put("second", new TreeMap<>(Map.of(1, 0.6, 2, 0.7, 3, 0.9)));

    LineChart chart = LineChart.of("Accuracy", lines);

    assertThat(chart.range()).isEqualTo(new LineChart.Range(0.5, 0.9));
    assertThat(chart.lines())
        .containsExactly(
            new LineChart.Line("curve-1", "first", "10,100.00 20,50.00"),
            new LineChart.Line("curve-2", "second", "10,75.00 20,50.00 30,0.00"));
    assertThat(chart.rows())
        .containsExactly(
            new LineChart.Row(1, Arrays.asList(0.5, 0.6)),
            new LineChart.Row(2, Arrays.asList(0.7, 0.7)),
            new LineChart.Row(3, Arrays.asList(null, 0.9)));
    assertThat(chart.width()).isEqualTo(40);
  }

  @Test
  void a_single_epoch_is_a_dash_and_equal_values_have_a_height() {
    LineChart chart = LineChart.of("Rate", Map.of("only", new TreeMap<>(Map.of(1, 0.25))));

    assertThat(chart.range().high()).isGreaterThan(chart.range().low());
    assertThat(chart.lines().get(0).points()).matches("10,[0-9.]+ 12,[0-9.]+");
  }
}
