package dev.greengrocer.web.sale;

import dev.greengrocer.ledger.price.Pieces;
import dev.greengrocer.ledger.sale.Baskets;
import dev.greengrocer.ledger.sale.Checkout;
import dev.greengrocer.ledger.sale.Payment;
import dev.greengrocer.web.ExactlyOne;
import dev.greengrocer.web.Numeral;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to give back of a sale.
 *
 * @param payment by what the money is paid back; cash when absent
 * @param reason why
 */
@Schema(name = "SaleReturnWish")
record ReturnWish(
    @Size(min = 1, max = Baskets.MOST_LINES, message = SaleWish.LINES) List<Line> lines,
    @Nullable Payment payment,
    @Size(min = 1, max = Checkout.LONGEST_REASON, message = Checkout.REASON) String reason) {

  private static final String LINE = "from 1 to " + Baskets.MOST_LINES;

  /** How the money is paid back. */
  Payment paidBy() {
    return payment == null ? Payment.CASH : payment;
  }

  /**
   * How much of a line to give back: a weight or a number of pieces, as it was sold.
   *
   * @param line of the sale, from 1
   * @param kilograms net, with at most three decimals
   */
  @Schema(name = "SaleReturnWishLine")
  @ExactlyOne({"kilograms", "pieces"})
  record Line(
      @Min(value = 1, message = LINE) @Max(value = Baskets.MOST_LINES, message = LINE) int line,
      @Nullable Numeral kilograms,
      @Min(value = 1, message = SaleWish.PIECES)
          @Max(value = Pieces.MOST, message = SaleWish.PIECES)
          @Nullable Integer pieces) {}
}
