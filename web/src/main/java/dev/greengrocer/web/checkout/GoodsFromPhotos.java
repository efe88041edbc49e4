package dev.greengrocer.web.checkout;

import dev.greengrocer.ledger.sale.BasketEditing;
import dev.greengrocer.ledger.sale.Baskets;
import dev.greengrocer.ledger.sale.ScaleWeights;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** What pages that name photos put into the basket, and take out again. */
@Controller
@RequestMapping("/checkout")
class GoodsFromPhotos {

  private final CheckoutAnswers answers;
  private final CurrentBasket current;
  private final BasketEditing editing;
  private final Baskets baskets;
  private final ScaleWeights weights;

  GoodsFromPhotos(
      CheckoutAnswers answers,
      CurrentBasket current,
      BasketEditing editing,
      Baskets baskets,
      ScaleWeights weights) {
    this.answers = answers;
    this.current = current;
    this.editing = editing;
    this.baskets = baskets;
    this.weights = weights;
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
    String basket = current.orNew(request, response);
    editing.addFromPhoto(basket, goods.predictionId(), goods.label());
    weights.place(basket, TillCookie.of(request));
    return new Count(baskets.size(basket));
  }

  /** Puts what a photo shows into the basket; goods of a photo that are in it stay as they are. */
  @PostMapping(path = "/basket", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  String add(
      @RequestParam String predictionId,
      @RequestParam(required = false) @Nullable String label,
      Asked asked) {
    return answers.to(
        asked,
        () -> {
          String basket = current.orNew(asked.request(), asked.response());
          if (!baskets.hasGoods(basket, predictionId)) {
            editing.addFromPhoto(basket, predictionId, label);
          }
          return Outcome.SAVED;
        });
  }
}
