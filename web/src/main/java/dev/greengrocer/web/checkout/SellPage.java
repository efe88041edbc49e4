package dev.greengrocer.web.checkout;

import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.price.CheckoutSettings;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.sale.BasketEditing;
import dev.greengrocer.ledger.sale.Checkout;
import dev.greengrocer.ledger.sale.Customer;
import dev.greengrocer.ledger.sale.Paid;
import dev.greengrocer.ledger.sale.Payment;
import dev.greengrocer.ledger.sale.Sale;
import dev.greengrocer.ledger.settings.LiveSettings;
import dev.greengrocer.web.Texts;
import dev.greengrocer.web.account.Supervision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The end of a basket: what is paid, and how. */
@Controller
@RequestMapping("/checkout")
class SellPage {

  private final CheckoutAnswers answers;
  private final Checkout checkout;
  private final BasketEditing editing;
  private final BasketView view;
  private final Till till;
  private final Supplier<CheckoutSettings> settings;
  private final BasketApproval approvals;
  private final Texts texts;

  SellPage(
      CheckoutAnswers answers,
      Checkout checkout,
      BasketEditing editing,
      BasketView view,
      Till till,
      LiveSettings settings,
      BasketApproval approvals,
      Texts texts) {
    this.answers = answers;
    this.checkout = checkout;
    this.editing = editing;
    this.view = view;
    this.till = till;
    this.settings = settings.of(CheckoutSettings.class);
    this.approvals = approvals;
    this.texts = texts;
  }

  /**
   * Sells what was shown.
   *
   * @param of the hash of the basket's id, so that a press whose answer was lost gives its receipt
   * @param shown the state of the basket on the page
   * @param payment may be absent where {@code cash} is given
   * @param given what the customer hands over, as it was typed; it counts in cash alone
   * @param cash an amount that the page offered as cash given; it is paid in cash
   * @param supervisor who approves what a clerk does not sell alone, with {@code pin}
   */
  @PostMapping("/sale")
  String sell(
      @RequestParam(defaultValue = "") String customer,
      @RequestParam(defaultValue = "") String mobile,
      @RequestParam(required = false) @Nullable Payment payment,
      @RequestParam(defaultValue = "") String given,
      @RequestParam(defaultValue = "") String cash,
      @RequestParam(defaultValue = "") String supervisor,
      @RequestParam(defaultValue = "") String pin,
      @RequestParam(defaultValue = "") String of,
      @RequestParam(defaultValue = "") String shown,
      Asked asked,
      Actor actor)
      throws MissingServletRequestParameterException {
    if (payment == null && cash.isEmpty()) {
      throw new MissingServletRequestParameterException("payment", "Payment");
    }
    Payment means = payment == null ? Payment.CASH : payment;
    return answers.to(
        asked,
        () -> {
          Optional<Sale> before = of.isEmpty() ? Optional.empty() : checkout.soldAs(of);
          if (before.isPresent()) {
            return Outcome.soldBefore(before.get(), till);
          }
          Typed.Reader reader = new Typed.Reader();
          reader.read(
              "customer", customer, typed -> Customer.of(typed, null, settings.get().region()));
          reader.read("mobile", mobile, typed -> Customer.of(null, typed, settings.get().region()));
          Long handedOver =
              means == Payment.CARD
                  ? null
                  : reader.read("given", cash.isEmpty() ? given : cash, till::cash);
          List<String> repriced = editing.takeTodaysPrices(CurrentBasket.of(asked.request()));
          if (!repriced.isEmpty()) {
            return refused(
                reader, texts.of("checkout.not-sold-prices-of-today", String.join("; ", repriced)));
          }
          Paid paid = new Paid(means, handedOver);
          if (handedOver != null) {
            try {
              paid.requireEnough(view.of(CurrentBasket.of(asked.request())).pay().due(), till);
            } catch (RefusedException e) {
              reader.refuse("given", e);
            }
          }
          String approved = null;
          if (reader.isGood()) {
            try {
              approved =
                  approvals.require(
                      CurrentBasket.of(asked.request()), new Supervision.Word(supervisor, pin));
            } catch (RefusedException e) {
              reader.refuse("pin", e); // and never what was typed
            }
          }
          if (!reader.isGood()) {
            return Outcome.refused(reader.typed());
          }
          try {
            Customer buyer = Customer.of(customer, mobile, settings.get().region());
            String state = approved == null ? shown : Checkout.sameState(shown, approved);
            return Outcome.sold(
                checkout.sell(actor, CurrentBasket.of(asked.request()), state, buyer, paid), till);
          } catch (RefusedException e) {
            return refused(reader, String.valueOf(e.getMessage()));
          }
        });
  }

  /** What was typed stays in its fields. */
  private static Outcome refused(Typed.Reader reader, String why) {
    return Outcome.refused(new Typed(reader.typed().texts(), Map.of(), Map.of()))
        .with("error", why);
  }
}
