package dev.greengrocer.web.sale;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.price.MalformedQuantityException;
import dev.greengrocer.ledger.price.Price;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Weight;
import dev.greengrocer.ledger.sale.Checkout;
import dev.greengrocer.ledger.sale.Sale;
import dev.greengrocer.ledger.sale.SalePricing;
import dev.greengrocer.web.Numeral;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Reads the lines that a program wishes to sell: names, quantities and prices, as of today. */
@Component
final class WishedLines {

  private final Checkout checkout;
  private final SalePricing pricing;
  private final PriceList prices;
  private final Till till;

  WishedLines(Checkout checkout, SalePricing pricing, PriceList prices, Till till) {
    this.checkout = checkout;
    this.pricing = pricing;
    this.prices = prices;
    this.till = till;
  }

  /**
   * The lines to sell.
   *
   * @param checkPrices whether a price that is far from the list's is refused, as a page asks
   * @throws RefusedException if one cannot be sold; the message names it
   */
  List<Sale.Line> read(List<SaleWish.Line> wished, boolean checkPrices) {
    LocalDate today = prices.today();
    List<Sale.Line> lines = new ArrayList<>();
    for (SaleWish.Line wish : wished) {
      try {
        lines.add(line(wish, checkPrices, today));
      } catch (RefusedException e) {
        throw new RefusedException(
            e.problem(), "lines[%d]: %s".formatted(lines.size(), e.getMessage()));
      }
    }
    return lines;
  }

  private Sale.Line line(SaleWish.Line wish, boolean checkPrices, LocalDate today) {
    String name = prices.canonical(wish.name());
    Quantity quantity = quantity(wish, name);
    Numeral price = wish.price();
    long amount = price == null ? listed(name, quantity, today) : till.price(price.text());
    if (checkPrices && price != null) {
      requireNear(name, amount, quantity, today);
    }
    String answer = wish.predictionId() == null ? null : checkout.answer(wish.predictionId());
    return pricing.line(
        answer,
        name,
        amount,
        price != null,
        quantity,
        wish.discount() == null ? null : wish.discount().read(till));
  }

  private void requireNear(String name, long amount, Quantity quantity, LocalDate today) {
    prices
        .find(name, today)
        .filter(listed -> listed.unit() == quantity.unit())
        .filter(listed -> Price.isFar(amount, listed.amount()))
        .ifPresent(
            listed -> {
              throw new RefusedException(
                  Problem.CONFLICT,
                  "price %s of '%s' is far from the list's, %s / %s: send it without checkPrices if it is meant"
                      .formatted(
                          till.plain(amount),
                          name,
                          till.text(listed.amount()),
                          listed.unit().id()));
            });
  }

  private long listed(String name, Quantity quantity, LocalDate today) {
    Price price =
        prices
            .find(name, today)
            .orElseThrow(
                () ->
                    new RefusedException(
                        Problem.UNPROCESSABLE,
                        "'%s' has no price today; send one".formatted(name)));
    if (price.unit() != quantity.unit()) {
      throw new RefusedException(
          Problem.UNPROCESSABLE, "'%s' is sold by the %s".formatted(name, price.unit().id()));
    }
    return price.amount();
  }

  private static Quantity quantity(SaleWish.Line wish, String name) {
    Numeral wished = wish.tareKilograms();
    long tare = wished == null ? 0 : tare(wished);
    if (wish.pieces() != null) {
      if (wished != null && tare > 0) {
        throw new RefusedException(
            Problem.UNPROCESSABLE,
            "tareKilograms '%s': '%s' is counted, and pieces have no tare; leave it out"
                .formatted(wished.text(), name));
      }
      return Quantity.ofPieces(wish.pieces());
    }
    return Quantity.ofGrams(
        Quantity.grams(Objects.requireNonNull(wish.kilograms(), name).text()), tare);
  }

  private static long tare(Numeral kilograms) {
    try {
      return Weight.parse(kilograms.text()).grams();
    } catch (MalformedQuantityException e) {
      throw new RefusedException(Problem.UNPROCESSABLE, "tare: " + e.getMessage());
    }
  }
}
