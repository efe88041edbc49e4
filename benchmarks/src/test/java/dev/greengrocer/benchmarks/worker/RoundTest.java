package dev.greengrocer.benchmarks.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class RoundTest {

  @Test
  void crosses_between_processes_as_a_line() {
    Round round = new Round(4, 0.25, "mango, and so on");

    assertThat(Round.ofLine(round.toLine())).isEqualTo(round);
    assertThat(round.secondsPerUnit()).isEqualTo(0.0625);
  }

  @Test
  void an_empty_answer_crosses_too() {
    Round round = new Round(1, 1, "");

    assertThat(Round.ofLine(round.toLine())).isEqualTo(round);
  }

  @Test
  void work_without_time_or_units_is_refused() {
    assertThatThrownBy(() -> new Round(0, 1, "")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Round(1, 0, "")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Round(1, 1, "two\nlines"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
