package dev.greengrocer.ledger.price;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.settings.LiveSettings;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the barcodes (EAN-13 for use within a shop) of labels that a scale has printed: what it is,
 * and its weight or its price. Thread-safe.
 */
@Component
public class ScaleLabels {

  private static final int LENGTH = 13;
  // Scanners leave out the leading zero of a UPC-A.
  private static final Pattern BARCODE = Pattern.compile("\\d{12,13}");

  private final Supplier<BarcodeSettings> settings;
  private final PriceList prices;
  private final Till till;

  ScaleLabels(LiveSettings settings, PriceList prices, Till till) {
    this.settings = settings.of(BarcodeSettings.class);
    this.prices = prices;
    this.till = till;
  }

  /**
   * What a label says.
   *
   * @param name the goods
   * @param weight net, or null when the label has a price
   * @param price of what is in the bag, in minor units, or null when the label has a weight
   */
  public record Goods(String name, @Nullable Weight weight, @Nullable Long price) {}

  /** Whether a text is to be read as a barcode and not as a name or PLU. */
  public static boolean isBarcode(String text) {
    return BARCODE.matcher(PlainDecimal.trimmed(text)).matches();
  }

  /**
   * Reads a label.
   *
   * @param text 13 digits, or 12 without the leading zero
   * @throws RefusedException if a digit was misread, if no pattern fits, if nothing is sold under
   *     the item, or if the label has neither weight nor price
   */
  public Goods read(String text) {
    String trimmed = PlainDecimal.trimmed(text);
    if (!isBarcode(trimmed)) {
      throw refused("barcode '%s': 13 digits".formatted(PlainDecimal.shortened(text)));
    }
    String digits = "0".repeat(LENGTH - trimmed.length()) + trimmed;
    int check = checkDigit(digits);
    if (digits.charAt(LENGTH - 1) - '0' != check) {
      throw refused(
          "barcode %s: its check digit must be %d; scan or type it again"
              .formatted(text.strip(), check));
    }
    BarcodePattern pattern =
        settings.get().read().stream()
            .filter(one -> one.fits(digits))
            .findFirst()
            .orElseThrow(
                () ->
                    refused(
                        "barcode %s: not of a label of this shop's scales (prefix %s)"
                            .formatted(text.strip(), digits.substring(0, 2))));
    String name = name(pattern.digits(digits, BarcodePattern.ITEM));
    String grams = pattern.digits(digits, BarcodePattern.WEIGHT);
    if (!grams.isEmpty()) {
      Weight weight = new Weight(Long.parseLong(grams));
      if (weight.grams() == 0) {
        throw refused("barcode %s: a weight of 0".formatted(text.strip()));
      }
      return new Goods(name, weight, null);
    }
    // As it would be typed, so that the bounds of prices hold.
    return new Goods(
        name,
        null,
        till.price(till.plain(Long.parseLong(pattern.digits(digits, BarcodePattern.PRICE)))));
  }

  private String name(String item) {
    String plu = item.replaceFirst("^0+(?=\\d{4,}$)", "");
    return prices
        .coded(item)
        .or(() -> prices.coded(plu))
        .orElseThrow(
            () ->
                refused(
                    "item %s of the label: nothing is sold under this PLU; give it to goods under Prices"
                        .formatted(plu)));
  }

  /**
   * The last digit of an EAN-13 (ISO/IEC 15420): the first twelve weigh 1 and 3 in turn.
   *
   * @param digits the first twelve; what is behind them does not count
   */
  static int checkDigit(String digits) {
    int sum = 0;
    for (int i = 0; i < LENGTH - 1; i++) {
      sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
    }
    return (10 - sum % 10) % 10;
  }

  private static RefusedException refused(String words) {
    return new RefusedException(Problem.UNPROCESSABLE, words);
  }
}
