package dev.greengrocer.web.checkout;

import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.sale.Baskets;
import dev.greengrocer.ledger.sale.ScaleWeights;
import dev.greengrocer.ledger.sale.TillName;
import dev.greengrocer.web.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ModelMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The basket of one browser, from the first goods to the receipt, as its two pages show it. */
@Controller
class CheckoutPage {

  private final CheckoutView view;
  private final Baskets baskets;
  private final ScaleWeights weights;
  private final Texts texts;

  CheckoutPage(CheckoutView view, Baskets baskets, ScaleWeights weights, Texts texts) {
    this.view = view;
    this.baskets = baskets;
    this.weights = weights;
    this.texts = texts;
  }

  @GetMapping({"/checkout", "/till"})
  String show(HttpServletRequest request, HttpServletResponse response, ModelMap page) {
    return view.show(request, response, page);
  }

  /**
   * What the basket of this browser looks like at present, for a page that waits for a scale.
   *
   * @param state another one when anything in it is another
   */
  record State(String state) {}

  @GetMapping(path = "/checkout/state", produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseBody
  State state(HttpServletRequest request) {
    Optional<String> basket = BasketCookie.of(request);
    basket.ifPresent(one -> weights.place(one, TillCookie.of(request)));
    return new State(basket.map(one -> baskets.contents(one).state()).orElse(""));
  }

  /** Says what this till is called, so that scales know it; blank takes the name away. */
  @PostMapping("/checkout/till")
  String nameTill(
      @RequestParam(defaultValue = "") String name,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes next) {
    try {
      TillName till = name.isBlank() ? null : TillName.of(name);
      TillCookie.give(request, response, till);
      next.addFlashAttribute(
          "success",
          till == null
              ? texts.of("checkout.no-weights-any-more")
              : texts.of("checkout.this-till-is", till.value()));
    } catch (RefusedException e) {
      next.addFlashAttribute("error", String.valueOf(e.getMessage()));
    }
    return BasketPage.of(request).back();
  }
}
