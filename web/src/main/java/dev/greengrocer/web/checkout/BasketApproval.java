package dev.greengrocer.web.checkout;

import dev.greengrocer.ledger.sale.BasketLine;
import dev.greengrocer.ledger.sale.Baskets;
import dev.greengrocer.web.security.Supervision;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What in a basket a clerk sells with a supervisor's word alone. Thread-safe. */
@Component
class BasketApproval {

  private final Baskets baskets;
  private final Supervision supervision;

  BasketApproval(Baskets baskets, Supervision supervision) {
    this.baskets = baskets;
    this.supervision = supervision;
  }

  /**
   * What needs a supervisor in a basket, in words, such as {@code price of quince by hand}; null
   * when nothing does.
   */
  @Nullable String needed(String basket) {
    List<String> words = new ArrayList<>();
    if (supervision.isNeeded(Supervision.Act.PRICE)) {
      List<String> names = baskets.pricedByHand(basket);
      if (!names.isEmpty()) {
        words.add("price of " + String.join(", ", names) + " by hand");
      }
    }
    if (supervision.isNeeded(Supervision.Act.DISCOUNT) && isDiscounted(basket)) {
      words.add("discount");
    }
    return words.isEmpty() ? null : String.join("; ", words);
  }

  /**
   * Makes sure that a supervisor has given their word where the basket needs it.
   *
   * @return the state of the basket that this holds for, which is then the one to sell; null where
   *     a supervisor is never asked
   * @throws dev.greengrocer.ledger.RefusedException if none has
   */
  @Nullable String require(String basket, Supervision.Word word) {
    if (!supervision.isNeeded(Supervision.Act.PRICE)
        && !supervision.isNeeded(Supervision.Act.DISCOUNT)) {
      return null;
    }
    // Read first: what is put in while the supervisor types is not what they have seen.
    String state = baskets.contents(basket).state();
    String needed = needed(basket);
    if (needed != null) {
      Set<Supervision.Act> acts = EnumSet.noneOf(Supervision.Act.class);
      if (!baskets.pricedByHand(basket).isEmpty()) {
        acts.add(Supervision.Act.PRICE);
      }
      if (isDiscounted(basket)) {
        acts.add(Supervision.Act.DISCOUNT);
      }
      supervision.approve(acts, "basket", needed, word);
    }
    return state;
  }

  private boolean isDiscounted(String basket) {
    Baskets.Contents contents = baskets.contents(basket);
    return contents.discount() != null
        || contents.lines().stream().map(BasketLine::discount).anyMatch(one -> one != null);
  }
}
