package dev.greengrocer.web;

import dev.greengrocer.ledger.price.Discount;
import dev.greengrocer.ledger.price.Till;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is taken off, in answers: a percentage or an amount, exact decimals as text.
 *
 * @param percent such as {@code 10}; absent when an amount is taken off
 * @param amount absent when a percentage is taken off
 * @param reason why
 */
@Schema(name = "Discount")
public record DiscountBody(@Nullable String percent, @Nullable String amount, String reason) {

  /** A discount; null when there is none. */
  public static @Nullable DiscountBody of(@Nullable Discount discount, Till till) {
    if (discount == null) {
      return null;
    }
    Long amount = discount.amount();
    return new DiscountBody(
        discount.percent(), amount == null ? null : till.plain(amount), discount.reason());
  }
}
