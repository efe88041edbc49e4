package dev.greengrocer.web.sale;

import dev.greengrocer.ledger.price.Pieces;
import dev.greengrocer.ledger.sale.Baskets;
import dev.greengrocer.ledger.sale.Payment;
import dev.greengrocer.web.DiscountWish;
import dev.greengrocer.web.ExactlyOne;
import dev.greengrocer.web.Numeral;
import dev.greengrocer.web.account.Supervision;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to sell.
 *
 * @param customer who buys, or absent
 * @param mobile their mobile number, or absent
 * @param payment cash when absent
 * @param cashGiven what the customer hands over in cash, at least the total; the answer says the
 *     change
 * @param discount what to take off all lines together, after their own discounts; absent when
 *     nothing
 */
@Schema(name = "SaleWish")
record SaleWish(
    @Size(min = 1, max = Baskets.MOST_LINES, message = SaleWish.LINES) List<Line> lines,
    @Nullable String customer,
    @Nullable String mobile,
    @Nullable Payment payment,
    @Nullable Numeral cashGiven,
    @Nullable DiscountWish discount) {

  static final String PIECES = "from 1 to " + Pieces.MOST + " pieces";
  static final String LINES = "must be 1 to " + Baskets.MOST_LINES + " lines";

  /** How it is paid. */
  Payment paidBy() {
    return payment == null ? Payment.CASH : payment;
  }

  /** What of it a supervisor may have to approve. */
  List<Supervision.Act> toApprove() {
    List<Supervision.Act> acts = new ArrayList<>();
    if (lines.stream().anyMatch(line -> line.price() != null)) {
      acts.add(Supervision.Act.PRICE);
    }
    if (discount != null || lines.stream().anyMatch(line -> line.discount() != null)) {
      acts.add(Supervision.Act.DISCOUNT);
    }
    return acts;
  }

  /**
   * A line to sell: a weight or a number of pieces, as the price is for.
   *
   * @param name what it is, as the price list or the model has it
   * @param predictionId the answer that named it, or absent
   * @param kilograms on the scales, with at most three decimals
   * @param tareKilograms of the packaging; 0 when absent, and for pieces
   * @param pieces how many
   * @param price for a kilogram or a piece; the price list's when absent
   * @param discount what to take off this line; absent when nothing
   */
  @Schema(name = "SaleWishLine")
  @ExactlyOne({"kilograms", "pieces"})
  record Line(
      String name,
      @Nullable String predictionId,
      @Nullable Numeral kilograms,
      @Nullable Numeral tareKilograms,
      @Min(value = 1, message = PIECES) @Max(value = Pieces.MOST, message = PIECES)
          @Nullable Integer pieces,
      @Nullable Numeral price,
      @Nullable DiscountWish discount) {}
}
