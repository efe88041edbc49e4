package dev.greengrocer.web.checkout;

import dev.greengrocer.ledger.sale.BasketLine;
import dev.greengrocer.ledger.sale.Baskets;
import dev.greengrocer.web.Texts;
import dev.greengrocer.web.account.Supervision;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What in a basket a clerk sells with a supervisor's word alone. Thread-safe. */
@Component
class BasketApproval {

  private final Baskets baskets;
  private final Texts texts;
  private final Supervision supervision;

  BasketApproval(Baskets baskets, Supervision supervision, Texts texts) {
    this.baskets = baskets;
    this.supervision = supervision;
    this.texts = texts;
  }

  /**
   * What needs a supervisor in a basket, in words, such as {@code price of quince by hand}; null
   * when nothing does.
   */
  @Nullable String needed(String basket) {
    if (!isAsked()) {
      return null;
    }
    List<String> needed = new ArrayList<>();
    for (Supervision.Act act : needed(basket, baskets.contents(basket)).keySet()) {
      needed.add(
          act == Supervision.Act.PRICE
              ? texts.of("checkout.price-by-hand-of", byHand(basket))
              : texts.of("checkout.a-discount"));
    }
    return needed.isEmpty() ? null : String.join("; ", needed);
  }

  /**
   * Makes sure that a supervisor has given their word where the basket needs it.
   *
   * @return the state of the basket that this holds for, which is then the one to sell; null where
   *     a supervisor is never asked
   * @throws dev.greengrocer.ledger.RefusedException if none has
   */
  @Nullable String require(String basket, Supervision.Word word) {
    if (!isAsked()) {
      return null;
    }
    // Read once: what is put in while the supervisor types is not what they have seen.
    Baskets.Contents contents = baskets.contents(basket);
    Map<Supervision.Act, String> needed = needed(basket, contents);
    if (!needed.isEmpty()) {
      supervision.approve(needed.keySet(), "basket", words(needed), word);
    }
    return contents.state();
  }

  /** Whether a supervisor is ever asked about a basket of the caller. */
  private boolean isAsked() {
    return supervision.isNeeded(Supervision.Act.PRICE)
        || supervision.isNeeded(Supervision.Act.DISCOUNT);
  }

  private String byHand(String basket) {
    return String.join(", ", baskets.pricedByHand(basket));
  }

  /** What needs a supervisor, each in the words of the books. */
  private Map<Supervision.Act, String> needed(String basket, Baskets.Contents contents) {
    Map<Supervision.Act, String> needed = new EnumMap<>(Supervision.Act.class);
    String byHand = byHand(basket);
    if (supervision.isNeeded(Supervision.Act.PRICE) && !byHand.isEmpty()) {
      needed.put(Supervision.Act.PRICE, "price of %s by hand".formatted(byHand));
    }
    if (supervision.isNeeded(Supervision.Act.DISCOUNT) && isDiscounted(contents)) {
      needed.put(Supervision.Act.DISCOUNT, "discount");
    }
    return needed;
  }

  private static String words(Map<Supervision.Act, String> needed) {
    return String.join("; ", needed.values());
  }

  private static boolean isDiscounted(Baskets.Contents contents) {
    return contents.discount() != null
        || contents.lines().stream().map(BasketLine::discount).anyMatch(one -> one != null);
  }
}
