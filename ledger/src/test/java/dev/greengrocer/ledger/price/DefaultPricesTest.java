package dev.greengrocer.ledger.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The list with which a new shop begins. */
final class DefaultPricesTest {

  private final PriceCsv.Reading list =
      PriceCsv.read(
          DefaultPrices.text(),
          new Till(
              () ->
                  new CheckoutSettings(
                      "Shop",
                      Currency.getInstance("EUR"),
                      RoundingMode.HALF_UP,
                      BigDecimal.ZERO,
                      BigDecimal.valueOf(25),
                      "",
                      Duration.ofDays(1))),
          LocalDate.of(2026, 11, 29));

  @Test
  void it_is_a_price_list_in_alphabetical_order() {
    assertThat(list.faults()).isEmpty();
    assertThat(list.prices()).extracting(Price::name).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void no_two_kinds_have_one_code_and_none_is_outside_the_range_of_conventional_produce() {
    List<String> codes = list.prices().stream().map(Price::plu).filter(Objects::nonNull).toList();

    assertThat(codes)
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allSatisfy(code -> assertThat(Integer.parseInt(code)).isBetween(3000, 4999));
  }
}
