package dev.greengrocer.ledger.price;

import org.jspecify.annotations.Nullable;

/**
 * What a user says about the tax of goods.
 *
 * @param rate the one that is meant, or null for the shop's
 */
public record TaxChoice(@Nullable TaxRate rate) {

  /** The rate of the shop. */
  public static final TaxChoice SHOP = new TaxChoice(null);

  /**
   * A choice as it is written: percent, or nothing for the shop's rate.
   *
   * @throws dev.greengrocer.ledger.RefusedException if it is none
   */
  public static TaxChoice of(String percent) {
    return percent.isBlank() ? SHOP : new TaxChoice(Quantity.read(() -> TaxRate.parse(percent)));
  }
}
