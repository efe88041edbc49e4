package dev.greengrocer.ledger.price;

import dev.greengrocer.InvalidConfigurationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the tax office wants on receipts.
 *
 * @param rate in percent, of goods whose price says no other; empty when they have none
 * @param included whether prices hold the tax; otherwise it is added to the total
 * @param address of the shop, its lines separated by {@code |}; may be empty
 * @param number of the shop at the tax office; may be empty
 */
@ConfigurationProperties("greengrocer.tax")
public record TaxSettings(String rate, boolean included, String address, String number) {

  private static final int LONGEST = 200;

  public TaxSettings {
    List<String> faults = new ArrayList<>();
    try {
      if (!rate.isBlank()) {
        TaxRate.parse(rate);
      }
    } catch (MalformedQuantityException e) {
      faults.add("rate: " + e.getMessage());
    }
    if (address.length() > LONGEST) {
      faults.add("address: at most %d characters".formatted(LONGEST));
    }
    if (number.length() > LONGEST) {
      faults.add("number: at most %d characters".formatted(LONGEST));
    }
    if (!faults.isEmpty()) {
      throw new InvalidConfigurationException(
          "settings greengrocer.tax: " + String.join("; ", faults));
    }
  }

  /** The rate of goods whose price says no other, or null when they have none. */
  public @Nullable TaxRate defaultRate() {
    return rate.isBlank() ? null : TaxRate.parse(rate);
  }

  /** The lines of the address; none when it is not set. */
  public List<String> addressLines() {
    return address.isBlank()
        ? List.of()
        : Arrays.stream(address.split("\\|")).map(String::strip).toList();
  }
}
