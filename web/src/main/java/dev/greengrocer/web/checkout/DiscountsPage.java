package dev.greengrocer.web.checkout;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.price.Discount;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.sale.BasketEditing;
import dev.greengrocer.web.Texts;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is taken off lines and whole baskets. */
@Controller
@RequestMapping("/checkout")
class DiscountsPage {

  private final CheckoutAnswers answers;
  private final BasketEditing editing;
  private final Till till;
  private final Texts texts;

  DiscountsPage(CheckoutAnswers answers, BasketEditing editing, Till till, Texts texts) {
    this.answers = answers;
    this.editing = editing;
    this.till = till;
    this.texts = texts;
  }

  /** Takes something off a line; blank takes nothing off any more. */
  @PostMapping("/lines/{id}/discount")
  String discountLine(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String discount,
      @RequestParam(defaultValue = "") String reason,
      Asked asked) {
    return takeOff(
        id,
        discount,
        reason,
        asked,
        wanted ->
            editing.change(
                CurrentBasket.of(asked.request()), id, "", line -> line.discounted(wanted)));
  }

  /** Takes something off the whole basket; blank takes nothing off any more. */
  @PostMapping("/discount")
  String discountBasket(
      @RequestParam(defaultValue = "") String discount,
      @RequestParam(defaultValue = "") String reason,
      Asked asked) {
    return takeOff(
        "basket",
        discount,
        reason,
        asked,
        wanted -> editing.discount(CurrentBasket.of(asked.request()), wanted));
  }

  private String takeOff(
      String of, String typed, String reason, Asked asked, Consumer<@Nullable Discount> taking) {
    return answers.to(
        asked,
        () -> {
          Typed.Reader reader = new Typed.Reader();
          Discount wanted = discount(of, typed, reason, reader);
          if (!reader.isGood()) {
            return Outcome.refused(reader.typed());
          }
          taking.accept(wanted);
          return Outcome.SAVED;
        });
  }

  private @Nullable Discount discount(String of, String typed, String reason, Typed.Reader reader) {
    String why = reason.isBlank() ? "?" : reason;
    Discount wanted = reader.read("discount-" + of, typed, text -> till.discount(text, why));
    reader.read("reason-" + of, reason, text -> text);
    if (wanted != null && reason.isBlank()) {
      reader.refuse(
          "reason-" + of,
          new RefusedException(Problem.UNPROCESSABLE, texts.of("checkout.say-why")));
    }
    return wanted;
  }
}
