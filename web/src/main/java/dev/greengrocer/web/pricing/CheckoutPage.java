package dev.greengrocer.web.pricing;

import dev.greengrocer.web.Problem;
import dev.greengrocer.web.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The basket of one browser, from the first goods to the receipt. */
@Controller
@RequestMapping("/checkout")
class CheckoutPage {

  private static final String BACK = "redirect:/checkout";

  private final Checkout checkout;
  private final Baskets baskets;
  private final BasketView view;
  private final PriceList prices;
  private final Till till;
  private final CheckoutSettings settings;

  CheckoutPage(
      Checkout checkout,
      Baskets baskets,
      BasketView view,
      PriceList prices,
      Till till,
      CheckoutSettings settings) {
    this.checkout = checkout;
    this.baskets = baskets;
    this.view = view;
    this.prices = prices;
    this.till = till;
    this.settings = settings;
  }

  @GetMapping
  String show(HttpServletRequest request, HttpServletResponse response, Model page) {
    page.addAttribute("basket", view.of(basket(request, response)));
    page.addAttribute("names", prices.inForce(prices.today()).stream().map(Price::name).toList());
    page.addAttribute("currency", till.currency());
    page.addAttribute("units", Unit.values());
    return "checkout";
  }

  /** How many lines a basket has. */
  record Count(int count) {}

  /** What a page that named a photo puts into the basket; without a label it is chosen here. */
  record Goods(String predictionId, @Nullable String label) {

    Goods {
      Objects.requireNonNull(predictionId, "predictionId");
    }
  }

  /** Takes what came from an answer out of the basket of this browser. */
  @PostMapping(
      path = "/basket/remove",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseBody
  Count removeGoods(@RequestBody Goods goods, HttpServletRequest request) {
    return BasketCookie.of(request)
        .map(basket -> new Count(baskets.removeGoods(basket, goods.predictionId())))
        .orElseGet(() -> new Count(0));
  }

  @GetMapping(path = "/basket", produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseBody
  Count count(HttpServletRequest request) {
    return new Count(BasketCookie.of(request).map(baskets::size).orElse(0));
  }

  @PostMapping(
      path = "/basket",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseBody
  Count add(@RequestBody Goods goods, HttpServletRequest request, HttpServletResponse response) {
    String basket = basket(request, response);
    checkout.addFromPhoto(basket, goods.predictionId(), goods.label());
    return new Count(baskets.size(basket));
  }

  @PostMapping(path = "/basket", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  String add(
      @RequestParam String predictionId,
      @RequestParam(required = false) @Nullable String label,
      HttpServletRequest request,
      HttpServletResponse response) {
    checkout.addFromPhoto(basket(request, response), predictionId, label);
    return BACK;
  }

  @PostMapping("/lines")
  String addByHand(
      @RequestParam String name,
      @RequestParam(defaultValue = "") String price,
      @RequestParam Unit unit,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes next) {
    return change(
        next,
        () ->
            checkout.addByHand(
                basket(request, response), name, unit, price.isBlank() ? null : till.price(price)));
  }

  @PostMapping("/lines/{id}/name")
  String name(
      @PathVariable String id,
      @RequestParam String name,
      HttpServletRequest request,
      RedirectAttributes next) {
    return change(next, () -> checkout.name(basket(request), id, name));
  }

  @PostMapping("/lines/{id}")
  String measure(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String weight,
      @RequestParam(defaultValue = "") String tare,
      @RequestParam(defaultValue = "") String pieces,
      @RequestParam(defaultValue = "") String price,
      HttpServletRequest request,
      RedirectAttributes next) {
    return change(
        next,
        () -> {
          String basket = basket(request);
          BasketLine line = checkout.line(basket, id);
          if (!price.isBlank()) {
            long amount = till.price(price);
            if (line.amount() == null || amount != line.amount()) {
              checkout.price(basket, id, amount, line.unit());
            }
          }
          if (line.unit() == Unit.KG && !weight.isBlank()) {
            checkout.measure(
                basket,
                id,
                Quantity.ofGrams(
                    Quantity.grams(weight), tare.isBlank() ? 0 : Quantity.grams(tare)));
          } else if (line.unit() == Unit.PIECE && !pieces.isBlank()) {
            checkout.measure(basket, id, Quantity.ofPieces(Quantity.pieces(pieces)));
          }
        });
  }

  @PostMapping("/lines/{id}/remove")
  String remove(@PathVariable String id, HttpServletRequest request, RedirectAttributes next) {
    return change(next, () -> baskets.remove(basket(request), id));
  }

  @PostMapping("/sale")
  String sell(
      @RequestParam(defaultValue = "") String customer,
      @RequestParam(defaultValue = "") String mobile,
      @RequestParam Payment payment,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes next) {
    try {
      Sale sale =
          checkout.sell(basket(request), Customer.of(customer, mobile, settings.region()), payment);
      BasketCookie.give(request, response);
      return "redirect:/sales/" + sale.id();
    } catch (RefusedException e) {
      next.addFlashAttribute("error", e.getMessage());
      next.addFlashAttribute("customer", customer);
      next.addFlashAttribute("mobile", mobile);
      return BACK;
    }
  }

  /** The basket to fill: a browser's own, or a new one after a sale. */
  private String basket(HttpServletRequest request, HttpServletResponse response) {
    return BasketCookie.of(request)
        .filter(basket -> !checkout.sold(basket))
        .orElseGet(() -> BasketCookie.give(request, response));
  }

  private static String basket(HttpServletRequest request) {
    return BasketCookie.of(request)
        .orElseThrow(() -> new RefusedException(Problem.NOT_FOUND, "The basket is empty."));
  }

  private static String change(RedirectAttributes next, Runnable change) {
    try {
      change.run();
    } catch (RefusedException e) {
      next.addFlashAttribute("error", e.getMessage());
    }
    return BACK;
  }
}
