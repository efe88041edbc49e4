package dev.greengrocer.ledger.price;

import dev.greengrocer.InvalidConfigurationException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The money of the shop.
 *
 * @param shop the heading of a receipt
 * @param currency ISO 4217, such as EUR; it also says how many decimals money has
 * @param rounding how the price of a weight becomes whole minor units
 * @param cashStep what a total in cash is rounded to, such as 0.05; 0 leaves it as it is
 * @param plausibleWeight in kilograms; above it a till asks before it takes a weight
 * @param region ISO 3166 of mobile numbers that do not begin with +, or empty when all have to
 * @param customerRetention how long a sale remembers its customer
 */
@ConfigurationProperties("greengrocer.checkout")
public record CheckoutSettings(
    String shop,
    Currency currency,
    RoundingMode rounding,
    BigDecimal cashStep,
    BigDecimal plausibleWeight,
    String region,
    Duration customerRetention) {

  private static final Pattern REGION = Pattern.compile("([A-Z]{2})?");
  private static final int LONGEST_SHOP = 200;

  /** More digits before the point than any coin or weight has; a number may have billions. */
  private static final int MOST_DIGITS = 4;

  private static final Duration SHORTEST = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofDays(36_500);

  public CheckoutSettings {
    List<String> faults = new ArrayList<>();
    int decimals = currency.getDefaultFractionDigits();
    if (decimals < 0) {
      faults.add("currency %s: has no coins".formatted(currency));
    } else if (cashStep.signum() < 0
        || digits(cashStep) > MOST_DIGITS
        || cashStep.stripTrailingZeros().scale() > decimals) {
      faults.add(
          "cash-step %s: from 0 to 9999, with at most %d decimals".formatted(cashStep, decimals));
    }
    if (rounding == RoundingMode.UNNECESSARY) {
      faults.add("rounding unnecessary: weights need one, such as half-up");
    }
    try {
      if (digits(plausibleWeight) > MOST_DIGITS) {
        faults.add("plausible-weight %s: at most 999.999".formatted(plausibleWeight));
      } else if (Weight.parse(plausibleWeight.toPlainString()).grams() < 1) {
        faults.add("plausible-weight 0: above 0");
      }
    } catch (MalformedQuantityException e) {
      faults.add("plausible-weight: " + e.getMessage());
    }
    if (!REGION.matcher(region).matches()) {
      faults.add("region %s: two capital letters, such as DE, or empty".formatted(region));
    }
    if (customerRetention.compareTo(SHORTEST) < 0 || customerRetention.compareTo(LONGEST) > 0) {
      faults.add("customer-retention: from 1d to 36500d, such as 365d");
    }
    if (shop.length() > LONGEST_SHOP) {
      faults.add("shop: at most %d characters".formatted(LONGEST_SHOP));
    }
    if (!faults.isEmpty()) {
      throw new InvalidConfigurationException(
          "settings greengrocer.checkout: " + String.join("; ", faults));
    }
  }

  /** Digits before the point; below 1 there are none. */
  private static long digits(BigDecimal number) {
    return (long) number.precision() - number.scale();
  }
}
