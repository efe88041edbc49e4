package dev.greengrocer.ledger.price;

import java.text.Normalizer;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The signs that people and spreadsheets write before or behind an amount: {@code 3,19 €}, {@code
 * £2.50}, {@code 3.19 EUR}. A sign is that of every currency for which a country writes it so.
 */
final class CurrencySigns {

  private static final Pattern AMOUNT =
      Pattern.compile(
          "(?<before>[\\p{L}\\p{Sc}.]*)[\\s\\u00a0\\u202f]*(?<number>[.,]?\\d[\\d.,]*?)"
              + "[\\s\\u00a0\\u202f]*(?<after>[\\p{L}\\p{Sc}][\\p{L}\\p{Sc}.]*)?");

  private CurrencySigns() {}

  /** Made when the first sign is read: most amounts have none. */
  private static final class Known {
    static final Map<String, Set<String>> CODES = codes();
  }

  /**
   * An amount without the sign of its currency; any other text as it is.
   *
   * @param what it is, such as {@code price}
   * @param currency of the shop, ISO 4217
   * @throws MalformedQuantityException if the sign is another currency's
   */
  static String without(String text, String what, String currency) {
    Matcher amount = AMOUNT.matcher(PlainDecimal.trimmed(text));
    if (!amount.matches()) {
      return text;
    }
    String after = amount.group("after");
    boolean isBehind = after != null;
    String before = amount.group("before");
    if (isBehind != before.isEmpty()) { // none, or one at each side
      return text;
    }
    Set<String> codes = Known.CODES.getOrDefault(key(isBehind ? after : before), Set.of());
    if (codes.isEmpty()) {
      return text;
    }
    if (!codes.contains(currency)) {
      throw new MalformedQuantityException(
          "%s '%s': the currency of the shop is %s"
              .formatted(what, PlainDecimal.shortened(text), currency));
    }
    return amount.group("number");
  }

  /** The codes of the currencies that are written with a sign. */
  private static Map<String, Set<String>> codes() {
    Map<String, Set<String>> codes = new HashMap<>();
    for (Currency currency : Currency.getAvailableCurrencies()) {
      add(codes, currency.getCurrencyCode(), currency);
    }
    Set<String> countries = Set.of(Locale.getISOCountries());
    for (Locale locale : Locale.getAvailableLocales()) {
      if (countries.contains(locale.getCountry())) {
        Currency currency = Currency.getInstance(locale);
        if (currency != null) { // Antarctica has none.
          add(codes, currency.getSymbol(locale), currency);
        }
      }
    }
    return codes;
  }

  private static void add(Map<String, Set<String>> codes, String sign, Currency currency) {
    codes.computeIfAbsent(key(sign), key -> new HashSet<>()).add(currency.getCurrencyCode());
  }

  private static String key(String sign) {
    return Normalizer.normalize(sign, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
  }
}
