package dev.greengrocer.ledger.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WeightTest {

  private static final Weight PLAUSIBLE = new Weight(25_000);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1250 g   | 1250",
        "1250g    | 1250",
        "534 G    | 534",
        "5 g      | 5",
        "1.25kg   | 1250",
        "1,25 KG  | 1250",
        "300 kg   | 300000",
        "0,534    | 534",
        ".5       | 500",
        "534.0    | 534000",
        "2        | 2000",
        "25       | 25000",
        "26       | 26000",
        "534      | 534",
        "100      | 100",
        "1250     | 1250",
        "0534     | 534",
        "012      | 12",
        "025      | 25",
        "000      | 0",
        "99999    | 99999",
      })
  void a_weight_is_read_as_people_type_it_at_a_till(String typed, long grams) {
    assertThat(Weight.typed(typed, PLAUSIBLE).grams()).isEqualTo(grams);
    assertThat(Weight.typed("\u00a0" + typed + " ", PLAUSIBLE).grams()).isEqualTo(grams);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "g",
        "kg",
        "-1 g",
        "1.250 g",
        "0.5 g",
        "1 250 g",
        "1e3 g",
        "12 lb",
        "1000000",
        "1000 kg",
        "9999999999999",
        "1000000 g",
        "1.2.3 kg",
        "1250 gg",
        "5 kg g",
        "0.0001",
        "١٢٣"
      })
  void no_weight_is(String typed) {
    assertThatThrownBy(() -> Weight.typed(typed, PLAUSIBLE))
        .isInstanceOf(MalformedQuantityException.class)
        .hasMessageStartingWith("weight");
  }

  @Test
  void nothing_is_guessed_where_as_many_kilograms_are_plausible() {
    Weight crates = new Weight(500_000);

    assertThatThrownBy(() -> Weight.typed("500", crates))
        .hasMessage("weight '500': 500 g or 500 kg? Add the unit");
    assertThat(Weight.typed("501", crates).grams()).isEqualTo(501);
    assertThat(Weight.typed("0500", crates).grams()).isEqualTo(500);
    assertThat(Weight.typed("500 kg", crates).grams()).isEqualTo(500_000);
  }

  @Test
  void what_the_till_writes_it_reads_as_the_same() {
    for (long grams : new long[] {1, 12, 99, 100, 534, 999, 1_000, 1_250, 25_000, 999_999}) {
      Weight weight = new Weight(grams);
      assertThat(Weight.typed(Weight.kilograms(grams), PLAUSIBLE)).isEqualTo(weight);
      assertThat(Weight.typed(weight.text(), PLAUSIBLE)).isEqualTo(weight);
    }
    assertThat(new Weight(534).text()).isEqualTo("534 g");
    assertThat(new Weight(1_250).text()).isEqualTo("1.25 kg");
    assertThat(new Weight(20_000).text()).isEqualTo("20 kg");
  }
}
