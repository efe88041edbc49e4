package dev.greengrocer.ledger.price;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.settings.LiveSettings;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes the labels of goods that are weighed or counted before they are paid. Their barcodes follow
 * the patterns by which {@link ScaleLabels} reads those of scales: a weight where the till would
 * charge the price on the label for it, else the price of what is in the bag. Thread-safe.
 *
 * <pre>{@code
 * PriceLabel label = labels.of("tomato", Quantity.ofGrams(534, 0), null);
 * label.total();   // 160, which is 2.99 × 0.534 kg
 * label.barcode(); // "2504064005349", which the till reads as 0.534 kg of tomato
 * }</pre>
 */
@Component
public class PriceLabels {

  private final Supplier<BarcodeSettings> settings;
  private final PriceList prices;
  private final ScaleLabels labels;
  private final Till till;

  PriceLabels(LiveSettings settings, PriceList prices, ScaleLabels labels, Till till) {
    this.settings = settings.of(BarcodeSettings.class);
    this.prices = prices;
    this.labels = labels;
    this.till = till;
  }

  /**
   * The label of a bag.
   *
   * @param typed what is in it: its name, another name of it, or its PLU
   * @param quantity how much of it
   * @param own the price of a kilogram or a piece in minor units, or null for the price list's
   * @throws RefusedException if the goods have no price today or no PLU, if they are sold by
   *     another unit than that of the quantity, or if no pattern of the shop has room for the label
   */
  public PriceLabel of(String typed, Quantity quantity, @Nullable Long own) {
    Price listed = listed(typed);
    String plu = listed.plu();
    if (plu == null) {
      throw refused(
          "'%s' has no PLU, which the barcode of a label needs: give it one under Prices"
              .formatted(listed.name()));
    }
    if (own == null && listed.unit() != quantity.unit()) {
      throw refused(
          listed.unit() == Unit.KG
              ? "'%s' is sold by weight: give its weight, or a price of its own for a piece"
                  .formatted(listed.name())
              : "'%s' is sold by the piece: give a number, or a price of its own for a kilogram"
                  .formatted(listed.name()));
    }
    long price = own == null ? listed.amount() : own;
    long total = till.total(price, quantity);
    // The till charges the list's price for a weight; any other price has to be in the barcode.
    boolean isListed = price == listed.amount() && listed.unit() == Unit.KG;
    Weight weight = isListed && quantity.unit() == Unit.KG ? new Weight(quantity.netGrams()) : null;
    return new PriceLabel(
        listed.name(),
        plu,
        quantity,
        price,
        total,
        prices.today(),
        barcode(listed.name(), plu, weight, total));
  }

  private Price listed(String typed) {
    String name = prices.canonical(typed);
    return prices
        .find(name, prices.today())
        .orElseThrow(
            () ->
                refused(
                    "'%s' has no price today, and a label needs one: set it under Prices"
                        .formatted(name)));
  }

  /**
   * The first barcode that the till reads as what is in the bag.
   *
   * @param weight or null when the price has to be in the barcode
   */
  private String barcode(String name, String plu, @Nullable Weight weight, long total) {
    List<BarcodePattern> patterns = settings.get().read();
    Optional<String> weighed =
        weight == null
            ? Optional.empty()
            : first(patterns, plu, BarcodePattern.WEIGHT, weight.grams());
    String barcode =
        weighed
            .or(() -> first(patterns, plu, BarcodePattern.PRICE, total))
            .orElseThrow(
                () ->
                    refused(
                        ("no pattern of greengrocer.barcodes.patterns, %s, has room for %s with PLU"
                                + " %s at %s")
                            .formatted(
                                settings.get().patterns(),
                                weight == null ? "a price" : weight.text(),
                                plu,
                                till.text(total))));
    if (!reads(barcode, name, weighed.isPresent() ? weight : null, total)) {
      throw refused(
          "the till would read the barcode %s of '%s' as something else: give it another PLU"
              .formatted(barcode, name));
    }
    return barcode;
  }

  private static Optional<String> first(
      List<BarcodePattern> patterns, String plu, char letter, long value) {
    // What other programs want in a free place, such as a check digit of the price, is not known.
    return patterns.stream()
        .sorted(Comparator.comparing(BarcodePattern::hasFreePlaces))
        .flatMap(pattern -> pattern.write(plu, letter, value).stream())
        .findFirst();
  }

  /** Whether the till reads a barcode as it is meant: PLU 4064 and 04064 may be two goods. */
  private boolean reads(String barcode, String name, @Nullable Weight weight, long total) {
    ScaleLabels.Goods read = labels.read(barcode);
    return read.name().equals(name)
        && Objects.equals(read.weight(), weight)
        && (weight != null || Objects.equals(read.price(), total));
  }

  private static RefusedException refused(String words) {
    return new RefusedException(Problem.UNPROCESSABLE, words);
  }
}
