package dev.greengrocer.ledger.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BulkWeightTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12.5|12500",
        "12,5|12500",
        "12|12000",
        "0|0",
        "800 g|800",
        "800g|800",
        "12,5 KG|12500",
        "120 kg|120000",
        "1250.5|1250500",
        "99999.999|99999999"
      })
  void is_read_as_people_type_it(String typed, long grams) {
    assertThat(BulkWeight.typed(typed).grams()).isEqualTo(grams);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "534|g or kg? Add the unit",
        "0534|g or kg? Add the unit",
        "1.2345|at most three decimals",
        "100000 kg|from 0 to 99999.999 kg",
        "999999999 g|from 0 to 99999.999 kg",
        "1.250 g|a whole number of grams",
        "-1|a number of kilograms",
        "many|a number of kilograms"
      })
  void what_is_none_or_may_be_two_is_refused(String typed, String words) {
    assertThatThrownBy(() -> BulkWeight.typed(typed))
        .isInstanceOf(MalformedQuantityException.class)
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "kg", "g", "1e3", "٣"})
  void what_is_no_number_is_refused(String typed) {
    assertThatThrownBy(() -> BulkWeight.typed(typed))
        .isInstanceOf(MalformedQuantityException.class);
  }

  @ParameterizedTest
  @CsvSource({"534,534000", "0.250,250"})
  void programs_always_mean_kilograms(String written, long grams) {
    assertThat(BulkWeight.parse(written).grams()).isEqualTo(grams);
  }
}
