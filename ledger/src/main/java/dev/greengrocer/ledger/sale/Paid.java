package dev.greengrocer.ledger.sale;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.price.Till;
import org.jspecify.annotations.Nullable;

/**
 * How a customer pays.
 *
 * @param payment by what
 * @param cashGiven what they hand over, in minor units, or null when not entered; only in cash
 */
public record Paid(Payment payment, @Nullable Long cashGiven) {

  /** Refuses cash that is handed over for something that is not paid in cash. */
  public Paid {
    if (cashGiven != null && payment != Payment.CASH) {
      throw new RefusedException(
          Problem.UNPROCESSABLE, "cashGiven: only with payment cash; leave it out");
    }
  }

  /**
   * Checks that what is handed over pays for a total.
   *
   * @param total in minor units
   * @throws RefusedException if it is too little, saying how much more is needed
   */
  public void requireEnough(long total, Till till) {
    if (cashGiven != null && cashGiven < total) {
      throw new RefusedException(
          Problem.UNPROCESSABLE,
          "cash given %s: %s more is needed for %s"
              .formatted(till.plain(cashGiven), till.plain(total - cashGiven), till.text(total)));
    }
  }

  /** Paid by something, without the amount that was handed over. */
  public static Paid by(Payment payment) {
    return new Paid(payment, null);
  }
}
