package dev.greengrocer.ledger.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TaxRateTest {

  @ParameterizedTest
  @CsvSource({"7,700", "19 %,1900", "5.5,550", "'8,25',825", "0,0", "100,10000", "20.00,2000"})
  void a_rate_is_read_in_percent_and_written_as_short_as_it_goes(String typed, int hundredths) {
    TaxRate rate = TaxRate.parse(typed);

    assertThat(rate.hundredths()).isEqualTo(hundredths);
    assertThat(TaxRate.parse(rate.percent())).isEqualTo(rate);
    assertThat(TaxRate.parse(rate.text())).isEqualTo(rate);
    assertThat(new TaxRate(2_000).text()).isEqualTo("20 %");
    assertThat(new TaxRate(825).percent()).isEqualTo("8.25");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "-7", "100.01", "7.125", "0.07.0", "seven", "1e1", "7 7"})
  void no_rate_is(String typed) {
    assertThatThrownBy(() -> TaxRate.parse(typed))
        .isInstanceOf(MalformedQuantityException.class)
        .hasMessageStartingWith("tax");
  }

  @Test
  void settings_that_no_receipt_can_hold_are_listed_together() {
    assertThatThrownBy(() -> new TaxSettings("seven", true, "x".repeat(201), ""))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("rate: tax 'seven'")
        .hasMessageContaining("address: at most 200 characters");
    assertThat(new TaxSettings("", true, "1 High Street | Ely", "").addressLines())
        .containsExactly("1 High Street", "Ely");
    assertThat(new TaxSettings("", true, "", "").defaultRate()).isNull();
  }
}
