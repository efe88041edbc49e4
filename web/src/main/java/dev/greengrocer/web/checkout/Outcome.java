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
   */
  record Receipt(String number, String total, @Nullable String change) implements Serializable {}

  static Outcome sold(Sale sale, Till till) {
    Long change = sale.change();
    return new Outcome(
        "sold",
        Map.of(
            SOLD,
            "/sales/" + sale.id(),
            "receipt",
            new Receipt(
                Long.toString(sale.number()),
                till.text(sale.total()),
                change == null ? null : till.text(change))));
  }

  Outcome with(String name, Serializable value) {
    Map<String, Serializable> more = new HashMap<>(words);
    more.put(name, value);
    return new Outcome(word, more);
  }
}
