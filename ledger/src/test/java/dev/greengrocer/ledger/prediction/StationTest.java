package dev.greengrocer.ledger.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StationTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "till 2",
        "Theke-Süd",
        "belt_1.left",
        "7",
        "秤",
        "1234567890123456789012345678901234567890"
      })
  void letters_digits_and_a_few_signs_are_a_name(String name) {
    assertThat(Station.of(name)).isEqualTo(new Station(name));
  }

  @Test
  void spaces_around_it_are_no_part_of_it_and_nothing_is_no_station() {
    assertThat(Station.of("  till 2 ")).isEqualTo(new Station("till 2"));
    assertThat(Station.of("  ")).isNull();
    assertThat(Station.of(null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345678901234567890123456789012345678901",
        "-1",
        "=1+1",
        ".hidden",
        "a/b",
        "a\tb",
        "a\nb",
        "<b>",
        "a\u202eb",
        "a,b"
      })
  void anything_else_is_refused_with_the_rule(String name) {
    assertThatThrownBy(() -> Station.of(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 40 letters");
  }
}
