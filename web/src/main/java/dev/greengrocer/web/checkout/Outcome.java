package dev.greengrocer.web.checkout;

import dev.greengrocer.ledger.sale.Sale;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * What became of a change.
 *
 * @param word for the page's script
 * @param words for the page; a session takes them to it, which several servers may share
 */
record Outcome(String word, Map<String, Serializable> words) {

  /** Where the address of the receipt stands. */
  static final String SOLD = "sold";

  static final Outcome SAVED = new Outcome("saved", Map.of());

  /** Somebody else has changed the line since it was shown. */
  static final Outcome CHANGED =
      new Outcome(
          "changed", Map.of("error", "This was changed somewhere else in the meantime. Check it."));

  Outcome {
    words = Map.copyOf(words);
  }

  static Outcome refused(Typed typed) {
    return new Outcome("refused", Map.of(CheckoutView.TYPED, typed));
  }

  static Outcome sold(Sale sale) {
    return new Outcome("sold", Map.of(SOLD, "/sales/" + sale.id()));
  }

  Outcome with(String name, Serializable value) {
    Map<String, Serializable> more = new HashMap<>(words);
    more.put(name, value);
    return new Outcome(word, more);
  }
}
