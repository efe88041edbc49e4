package dev.greengrocer.web.checkout;

import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.sale.Sale;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a change.
 *
 * @param word for the page's script
 * @param words for the page; a session takes them to it, which several servers may share
 */
record Outcome(String word, Map<String, Serializable> words) {

  /** The name of the header with the address of the receipt. */
  static final String SOLD = "sold";

  /** What the address of a receipt ends with whose basket had been sold already. */
  private static final String SOLD_BEFORE = "before";

  static final Outcome SAVED = new Outcome("saved", Map.of());

  Outcome {
    words = Map.copyOf(words);
  }

  /** Another caller has changed the line since it was shown. */
  static Outcome changed(String words) {
    return new Outcome("changed", Map.of("error", words));
  }

  static Outcome refused(Typed typed) {
    return new Outcome("refused", Map.of(CheckoutView.TYPED, typed));
  }

  /**
   * What the till says of the sale before, while the next customer is there already.
   *
   * @param number of the receipt
   * @param total what was paid, such as {@code 5.35 EUR}
   * @param change what is given back, such as {@code 4.65 EUR}, or null when no one said what the
   *     customer gave
   * @param before whether the basket had been sold already, and nothing was sold now
   */
  record Receipt(String number, String total, @Nullable String change, boolean before)
      implements Serializable {}

  static Outcome sold(Sale sale, Till till) {
    return sold(sale, till, false);
  }

  /**
   * The basket had become a sale before: by another window of this browser, or by the same press
   * whose answer was lost.
   */
  static Outcome soldBefore(Sale sale, Till till) {
    return sold(sale, till, true);
  }

  private static Outcome sold(Sale sale, Till till, boolean before) {
    Long change = sale.change();
    return new Outcome(
        "sold",
        Map.of(
            SOLD,
            "/sales/" + sale.id() + (before ? "?" + SOLD_BEFORE : ""),
            "receipt",
            new Receipt(
                Long.toString(sale.number()),
                till.text(sale.total()),
                change == null ? null : till.text(change),
                before)));
  }

  Outcome with(String name, Serializable value) {
    Map<String, Serializable> more = new HashMap<>(words);
    more.put(name, value);
    return new Outcome(word, more);
  }
}
