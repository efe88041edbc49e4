package dev.greengrocer.web.checkout;

import dev.greengrocer.ledger.price.Price;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.web.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks whether a price that was typed is meant when it is far from the price list's: {@code 299}
 * for {@code 2.99}. Thread-safe.
 */
@Component
class PriceQuestion {

  private final Till till;
  private final Texts texts;

  PriceQuestion(Till till, Texts texts) {
    this.till = till;
    this.texts = texts;
  }

  /**
   * Asks, if the price is far from the list's and the person has not said that it is meant.
   *
   * @param field of the price, by its id in the page
   * @param listed what the list says for the same unit, or null
   * @param measure what the form says is meant
   */
  void ask(
      String field,
      long amount,
      @Nullable Long listed,
      Unit unit,
      LineMeasure measure,
      Typed.Reader reader) {
    String meant = "price-" + amount;
    if (listed != null && Price.isFar(amount, listed) && !measure.isMeant(meant)) {
      reader.ask(
          field,
          texts.of("checkout.price-is-far", per(amount, unit), per(listed, unit)),
          new Typed.Question(
              measure.meantWith(meant), texts.of("checkout.yes", till.text(amount))));
    }
  }

  private String per(long amount, Unit unit) {
    return till.text(amount) + " / " + texts.word(unit);
  }
}
