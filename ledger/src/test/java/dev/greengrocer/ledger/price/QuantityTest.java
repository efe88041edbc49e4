package dev.greengrocer.ledger.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.ledger.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantityTest {

  @Test
  void a_weight_is_read_as_people_type_it() {
    assertThat(Quantity.grams("0.35")).isEqualTo(350);
    assertThat(Quantity.grams("0,350")).isEqualTo(350);
    assertThat(Quantity.grams(".35")).isEqualTo(350);
    assertThat(Quantity.grams(" 12 ")).isEqualTo(12_000);
    assertThat(Quantity.grams("0.3500")).isEqualTo(350);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "NaN",
        "Infinity",
        "1e3",
        "0x10",
        "1.2.3",
        "0.0001",
        "99999",
        "kilo",
        "١"
      })
  void no_weight_is(String typed) {
    assertThatThrownBy(() -> Quantity.grams(typed))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("weight");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "1e3", "NaN", "99999999999", "many"})
  void no_number_of_pieces_is(String typed) {
    assertThatThrownBy(() -> Quantity.pieces(typed))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("pieces");
  }

  @Test
  void what_nobody_carries_is_refused() {
    assertThatThrownBy(() -> Quantity.ofGrams(0, 0)).hasMessageContaining("0.001");
    assertThatThrownBy(() -> Quantity.ofGrams(1_000_000, 0)).hasMessageContaining("999.999");
    assertThatThrownBy(() -> Quantity.ofGrams(100, 100)).hasMessageContaining("tare");
    assertThatThrownBy(() -> Quantity.ofGrams(100, -1)).hasMessageContaining("tare");
    assertThatThrownBy(() -> Quantity.ofPieces(0)).hasMessageContaining("pieces");
    assertThatThrownBy(() -> Quantity.ofPieces(10_000)).hasMessageContaining("pieces");
  }
}
