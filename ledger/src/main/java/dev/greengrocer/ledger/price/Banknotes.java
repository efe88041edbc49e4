package dev.greengrocer.ledger.price;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The banknotes of a currency that people pay with in a shop. A currency that is not known here has
 * those that most have: 1, 2 and 5 times a power of ten.
 */
final class Banknotes {

  private static final Map<String, List<Integer>> KNOWN =
      Map.ofEntries(
          Map.entry("EUR", List.of(5, 10, 20, 50, 100, 200)),
          Map.entry("USD", List.of(1, 5, 10, 20, 50, 100)),
          Map.entry("GBP", List.of(5, 10, 20, 50)),
          Map.entry("CHF", List.of(10, 20, 50, 100, 200)),
          Map.entry("JPY", List.of(1_000, 5_000, 10_000)),
          Map.entry("CNY", List.of(1, 5, 10, 20, 50, 100)),
          Map.entry("INR", List.of(10, 20, 50, 100, 200, 500)),
          Map.entry("AUD", List.of(5, 10, 20, 50, 100)),
          Map.entry("CAD", List.of(5, 10, 20, 50, 100)),
          Map.entry("NZD", List.of(5, 10, 20, 50, 100)),
          Map.entry("SEK", List.of(20, 50, 100, 200, 500)),
          Map.entry("NOK", List.of(50, 100, 200, 500)),
          Map.entry("DKK", List.of(50, 100, 200, 500)),
          Map.entry("PLN", List.of(10, 20, 50, 100, 200)),
          Map.entry("CZK", List.of(100, 200, 500, 1_000, 2_000)),
          Map.entry("TRY", List.of(5, 10, 20, 50, 100, 200)),
          Map.entry("KWD", List.of(1, 5, 10, 20)));

  private static final int DIGITS = 6;

  private Banknotes() {}

  /** In minor units, the smallest first. */
  static List<Long> of(Currency currency) {
    int decimals = currency.getDefaultFractionDigits();
    List<Integer> known = KNOWN.get(currency.getCurrencyCode());
    LongStream notes =
        known == null
            ? LongStream.iterate(1, power -> power * 10)
                .limit(DIGITS)
                .flatMap(power -> LongStream.of(power, 2 * power, 5 * power))
            : known.stream().mapToLong(Integer::longValue);
    return notes
        .mapToObj(note -> BigDecimal.valueOf(note).movePointRight(decimals).longValueExact())
        .toList();
  }
}
