package dev.greengrocer.web.checkout;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Answers what the forms of the checkout ask for. */
@Component
class CheckoutAnswers {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private final CheckoutView view;

  CheckoutAnswers(CheckoutView view) {
    this.view = view;
  }

  /**
   * Answers a change: the page's script, which numbers its requests, gets the page with the number
   * in it; all others are sent to the page.
   */
  String to(Asked asked, Supplier<Outcome> change) {
    Outcome outcome;
    try {
      outcome = change.get();
    } catch (RefusedException e) {
      outcome =
          new Outcome(
              e.problem() == Problem.NOT_FOUND ? "gone" : "refused",
              Map.of("error", String.valueOf(e.getMessage())));
    }
    if (NUMBER.matcher(asked.number()).matches()) {
      asked.page().addAllAttributes(outcome.words());
      asked.page().addAttribute("answered", asked.number() + " " + outcome.word());
      return view.show(asked.request(), asked.response(), asked.page());
    }
    if (outcome.words().get(Outcome.SOLD) instanceof String receipt) {
      BasketCookie.give(asked.request(), asked.response());
      return "redirect:" + receipt;
    }
    RequestContextUtils.getOutputFlashMap(asked.request()).putAll(outcome.words());
    return BasketPage.of(asked.request()).back();
  }
}
