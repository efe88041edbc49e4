package dev.greengrocer.web.checkout;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.sale.Checkout;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;

/** The basket that a browser holds at present. */
@Component
class CurrentBasket {

  private final Checkout checkout;

  CurrentBasket(Checkout checkout) {
    this.checkout = checkout;
  }

  /** The basket to fill: a browser's own, or a new one after a sale. */
  String orNew(HttpServletRequest request, HttpServletResponse response) {
    return BasketCookie.of(request)
        .filter(basket -> !checkout.sold(basket))
        .orElseGet(() -> BasketCookie.give(request, response));
  }

  /**
   * The basket that a change is meant for.
   *
   * @throws RefusedException if the browser has none
   */
  static String of(HttpServletRequest request) {
    return BasketCookie.of(request)
        .orElseThrow(() -> new RefusedException(Problem.NOT_FOUND, "The basket is empty."));
  }
}
