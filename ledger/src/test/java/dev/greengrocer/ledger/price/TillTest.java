package dev.greengrocer.ledger.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.ledger.RefusedException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every expected amount was worked out by hand. */
final class TillTest {

  private final Till euro = till("EUR", RoundingMode.HALF_UP, "0");

  @ParameterizedTest
  @CsvSource({
    "299, 335, 100", //  2.99 × 0.335 = 1.00165
    "199, 250, 50", //   1.99 × 0.250 = 0.4975
    "250, 10, 3", //     2.50 × 0.010 = 0.025, the half goes up
    "250, 9, 2", //      2.50 × 0.009 = 0.0225
    "349, 1000, 349", // one kilogram is its price
    "1, 1, 0", //        a thousandth of a cent
    "100000000, 999999, 99999900000" // the most of the dearest
  })
  void a_weight_costs_its_part_of_a_kilogram_rounded_once(long price, long grams, long total) {
    assertThat(euro.total(price, Quantity.ofGrams(grams, 0))).isEqualTo(total);
  }

  @Test
  void the_packaging_is_not_paid_for() {
    // 0.400 kg on the scales, 0.065 kg of it the box: 2.99 × 0.335.
    assertThat(euro.total(299, Quantity.ofGrams(400, 65))).isEqualTo(100);
  }

  @Test
  void the_sign_of_the_shops_currency_may_stand_beside_an_amount() {
    assertThat(euro.price("3,19 €")).isEqualTo(319);
    assertThat(euro.cash("€20")).isEqualTo(2_000);
    assertThat(euro.counted("counted", "0 EUR")).isZero();
    assertThat(euro.discount("1.50 €", "bruised").amount()).isEqualTo(150);
    // A dollar is written so in many countries; a yen is wider in Japan than elsewhere.
    assertThat(till("CAD", RoundingMode.HALF_UP, "0").price("$3.19")).isEqualTo(319);
    assertThat(till("JPY", RoundingMode.HALF_UP, "0").price("￥320")).isEqualTo(320);
    assertThatThrownBy(() -> euro.cash("20 $")).hasMessageContaining("the shop is EUR");
    assertThatThrownBy(() -> euro.price("€ 3 €")).hasMessageContaining("a number such as");
  }

  @Test
  void pieces_need_no_rounding() {
    assertThat(euro.total(45, Quantity.ofPieces(7))).isEqualTo(315);
  }

  @Test
  void how_a_half_is_rounded_is_a_setting() {
    // 2.50 × 0.010 = 0.025 lies between 2 and 3 cents.
    assertThat(till("EUR", RoundingMode.HALF_EVEN, "0").total(250, Quantity.ofGrams(10, 0)))
        .isEqualTo(2);
    assertThat(till("EUR", RoundingMode.DOWN, "0").total(299, Quantity.ofGrams(999, 0)))
        .isEqualTo(298); // 2.98701
    assertThat(till("EUR", RoundingMode.UP, "0").total(299, Quantity.ofGrams(335, 0)))
        .isEqualTo(101);
  }

  @ParameterizedTest
  @CsvSource({"102, -2", "103, 2", "107, -2", "108, 2", "105, 0", "100, 0", "2, -2"})
  void a_total_in_cash_is_rounded_to_the_next_five_cents(long total, long added) {
    assertThat(till("EUR", RoundingMode.HALF_UP, "0.05").cashRounding(total)).isEqualTo(added);
  }

  @Test
  void without_a_step_cash_is_what_the_lines_say() {
    assertThat(euro.cashRounding(103)).isZero();
  }

  @Test
  void a_currency_brings_its_own_decimals() {
    Till yen = till("JPY", RoundingMode.HALF_UP, "0");
    Till dinar = till("KWD", RoundingMode.HALF_UP, "0");

    // 298 × 0.335 = 99.83
    assertThat(yen.text(yen.total(yen.price("298"), Quantity.ofGrams(335, 0))))
        .isEqualTo("100 JPY");
    // 0.250 × 0.335 = 0.08375
    assertThat(dinar.text(dinar.total(dinar.price("0.250"), Quantity.ofGrams(335, 0))))
        .isEqualTo("0.084 KWD");
    assertThatThrownBy(() -> yen.price("2.5")).hasMessageContaining("at most 0 decimals");
  }

  @Test
  void a_price_is_read_as_people_type_it() {
    assertThat(euro.price("2.99")).isEqualTo(299);
    assertThat(euro.price(" 2,99 ")).isEqualTo(299);
    assertThat(euro.price("3")).isEqualTo(300);
    assertThat(euro.price(".5")).isEqualTo(50);
    assertThat(euro.price(new BigDecimal("2.990"))).isEqualTo(299);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-1",
        "0.001",
        "NaN",
        "Infinity",
        "1e3",
        "2.99.1",
        "=1+1",
        "1000000.01",
        "99999999999999999999",
        "two"
      })
  void no_price_is(String typed) {
    assertThatThrownBy(() -> euro.price(typed))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("price");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"EUR;1,000", "EUR;1.200", "EUR;12,500", "EUR;999.990", "JPY;1,000", "JPY; 20.000 "})
  void what_may_be_thousands_is_no_amount(String currency, String typed) {
    Till till = till(currency, RoundingMode.HALF_UP, "0");

    assertThatThrownBy(() -> till.price(typed)).hasMessageContaining("thousands or decimals?");
    assertThatThrownBy(() -> till.cash(typed)).hasMessageContaining("thousands or decimals?");
    assertThatThrownBy(() -> till.counted("counted", typed))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("counted '")
        .hasMessageContaining("thousands or decimals?");
    assertThatThrownBy(() -> till.discount(typed, "a dent"))
        .hasMessageContaining("thousands or decimals?");
  }

  @Test
  void what_can_only_be_decimals_is_an_amount() {
    Till dinar = till("KWD", RoundingMode.HALF_UP, "0");

    assertThat(dinar.price("1.200")).isEqualTo(1_200);
    assertThat(euro.price("0.500")).isEqualTo(50); // no thousands begin with 0
    assertThat(euro.price("2.9900000")).isEqualTo(299); // as spreadsheets write it
    assertThat(euro.price("1234.500")).isEqualTo(123_450);
    assertThat(euro.price(new BigDecimal("1000.000"))).isEqualTo(100_000);
  }

  @Test
  void a_number_with_a_billion_digits_is_refused_before_it_is_written_out() {
    assertThatThrownBy(() -> euro.price(new BigDecimal("1e999999999")))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> euro.price(new BigDecimal("1e-999999999")))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> Quantity.grams(new BigDecimal("1e999999999")))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void people_hand_over_the_exact_amount_or_few_notes() {
    assertThat(euro.cashLikely(1_663)).containsExactly(1_663L, 2_000L, 5_000L, 10_000L, 20_000L);
    assertThat(euro.cashLikely(349)).containsExactly(349L, 500L, 1_000L, 2_000L, 5_000L);
    assertThat(euro.cashLikely(2_000)).containsExactly(2_000L, 5_000L, 10_000L, 20_000L);
    assertThat(euro.cashLikely(11_663)).containsExactly(11_663L, 12_000L, 15_000L, 20_000L);
    assertThat(euro.cashLikely(0)).isEmpty();
    assertThat(till("JPY", RoundingMode.HALF_UP, "0").cashLikely(480))
        .containsExactly(480L, 1_000L, 5_000L, 10_000L);
    // A currency whose notes are not known has those that most have.
    assertThat(till("TND", RoundingMode.HALF_UP, "0").cashLikely(3_400))
        .containsExactly(3_400L, 4_000L, 5_000L, 10_000L, 20_000L);
  }

  @Test
  void cash_is_an_amount_that_coins_make() {
    assertThat(euro.cash("20")).isEqualTo(2_000);
    assertThat(euro.cash("16,63")).isEqualTo(1_663);
    Till coins = till("CHF", RoundingMode.HALF_UP, "0.05");
    assertThat(coins.cash("16.65")).isEqualTo(1_665);
    assertThatThrownBy(() -> coins.cash("16.63"))
        .isInstanceOf(RefusedException.class)
        .hasMessage("cash given '16.63': in steps of 0.05");
    assertThatThrownBy(() -> euro.cash("-20")).hasMessageStartingWith("cash given '-20'");
    assertThatThrownBy(() -> euro.cash("0")).hasMessageContaining("from 0.01 to 1000000.00");
  }

  private static Till till(String currency, RoundingMode rounding, String cashStep) {
    return new Till(
        () ->
            new CheckoutSettings(
                "Shop",
                Currency.getInstance(currency),
                rounding,
                new BigDecimal(cashStep),
                BigDecimal.valueOf(25),
                "",
                Duration.ofDays(1)));
  }
}
