package dev.greengrocer.web.checkout;

import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.sale.ParkedBasket;
import dev.greengrocer.ledger.sale.ParkedBaskets;
import dev.greengrocer.web.Texts;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Baskets that are put aside, and taken back at any till. */
@Controller
@RequestMapping("/checkout")
class ParkedBasketsPage {

  private final CheckoutAnswers answers;
  private final CurrentBasket current;
  private final ParkedBaskets parked;
  private final Texts texts;

  ParkedBasketsPage(
      CheckoutAnswers answers, CurrentBasket current, ParkedBaskets parked, Texts texts) {
    this.answers = answers;
    this.current = current;
    this.parked = parked;
    this.texts = texts;
  }

  /**
   * Puts the basket aside.
   *
   * @param id of the parked basket, so that a press whose answer was lost parks once
   * @param shown the state of the basket on the page
   */
  @PostMapping("/park")
  String park(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(name = "parked", defaultValue = "") String id,
      @RequestParam(defaultValue = "") String shown,
      Asked asked,
      Actor actor) {
    return answers.to(
        asked,
        () -> {
          ParkedBasket one =
              parked.park(actor, CurrentBasket.of(asked.request()), PageIds.orNew(id), name, shown);
          return Outcome.SAVED.with("success", texts.of("checkout.parked-as-basket", one.title()));
        });
  }

  /** Takes a parked basket back into the empty basket of this browser. */
  @PostMapping("/parked/{id}/take")
  String takeBack(@PathVariable String id, Asked asked, Actor actor) {
    return answers.to(
        asked,
        () -> {
          ParkedBaskets.TakenBack back =
              parked.takeBack(actor, id, current.orNew(asked.request(), asked.response()));
          String title = back.parked().title();
          return back.repriced().isEmpty()
              ? Outcome.SAVED.with("success", texts.of("checkout.basket-is-back", title))
              : Outcome.SAVED.with(
                  "warning",
                  texts.of(
                      "checkout.basket-is-back-repriced",
                      title,
                      String.join("; ", back.repriced())));
        });
  }

  /** Takes a parked basket out of the list, because its customer will not come back. */
  @PostMapping("/parked/{id}/discard")
  String discard(
      @PathVariable String id, Actor actor, HttpServletRequest request, RedirectAttributes next) {
    try {
      ParkedBasket one = parked.takeOut(actor, id);
      next.addFlashAttribute("success", texts.of("checkout.basket-is-discarded", one.title()));
    } catch (RefusedException e) {
      next.addFlashAttribute("error", String.valueOf(e.getMessage()));
    }
    return BasketPage.of(request).back();
  }
}
