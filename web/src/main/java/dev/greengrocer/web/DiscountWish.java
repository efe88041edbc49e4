package dev.greengrocer.web;

import dev.greengrocer.ledger.price.Discount;
import dev.greengrocer.ledger.price.Till;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What to take off: a percentage or an amount.
 *
 * @param percent above 0 and at most 100, with at most two decimals
 * @param amount never more is taken off than there is to pay
 * @param reason why; it is printed on the receipt
 */
@Schema(name = "DiscountWish")
@ExactlyOne({"percent", "amount"})
public record DiscountWish(
    @Nullable Numeral percent,
    @Nullable Numeral amount,
    @Size(min = 1, max = Discount.LONGEST_REASON, message = DiscountWish.REASON) String reason) {

  static final String REASON =
      "must be 1 to " + Discount.LONGEST_REASON + " characters on one line";

  /** The discount. */
  public Discount read(Till till) {
    return till.discount(
        percent == null
            ? String.valueOf(amount == null ? "" : amount.text())
            : percent.text() + "%",
        reason);
  }

  /** The same for every way of writing its number. */
  public String canonical() {
    return percent == null
        ? "amount " + (amount == null ? "" : amount.canonical())
        : "percent " + percent.canonical();
  }
}
