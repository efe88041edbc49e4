package dev.greengrocer.ledger.sale;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.PredictionLog;
import dev.greengrocer.ledger.price.Discount;
import dev.greengrocer.ledger.price.Price;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.ScaleLabels;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.price.Weight;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Puts goods into a basket and changes them there: what a line is, how much of it there is, what it
 * costs. Thread-safe.
 */
@Service
public class BasketEditing {

  private final Baskets baskets;
  private final PriceList prices;
  private final PredictionLog predictions;
  private final Till till;
  private final TransactionOperations transaction;
  private final Clock clock;
  private final ShopCalendar calendar;

  BasketEditing(
      Baskets baskets,
      PriceList prices,
      PredictionLog predictions,
      Till till,
      TransactionOperations transaction,
      Clock clock,
      ShopCalendar calendar) {
    this.baskets = baskets;
    this.prices = prices;
    this.predictions = predictions;
    this.till = till;
    this.transaction = transaction;
    this.clock = clock;
    this.calendar = calendar;
  }

  /**
   * Puts what a photo shows into a basket.
   *
   * @param label the chosen name, or null for what a person or else the model has named; where
   *     neither has, the basket asks
   */
  public void addFromPhoto(String basket, String predictionId, @Nullable String label) {
    LoggedPrediction prediction =
        predictions
            .find(predictionId)
            .orElseThrow(
                () ->
                    new RefusedException(
                        Problem.NOT_FOUND, "No prediction with id '%s'.".formatted(predictionId)));
    String name =
        label != null && !label.isBlank() ? Price.name(label) : BasketCorrections.label(prediction);
    BasketLine empty = BasketLine.empty(Ids.next(), predictionId, Unit.KG);
    baskets.add(basket, name == null ? empty : named(empty, name), clock.instant());
  }

  /**
   * What a person at the till calls goods, checked.
   *
   * @throws RefusedException if it can be no name, or is a PLU that no goods have: digits that were
   *     mistyped are no new kind of goods
   */
  public String goods(String typed) {
    String name = Price.name(typed);
    if (Price.isPlu(name) && prices.coded(name).isEmpty() && !prices.known(name)) {
      throw new RefusedException(
          Problem.UNPROCESSABLE, "No goods have PLU %s: type their name".formatted(name));
    }
    return name;
  }

  /**
   * Puts something into a basket that no photo shows.
   *
   * @param id of the new line; asking for it again adds nothing
   * @param price in minor units, or null for the price list's
   */
  public void addByHand(String basket, String id, String name, Unit unit, @Nullable Long price) {
    if (baskets.has(basket, id)) {
      return;
    }
    BasketLine line = named(BasketLine.empty(id, null, unit), Price.name(name));
    if (price != null) {
      line = line.pricedByHand(price, unit);
    }
    baskets.add(basket, line, clock.instant());
  }

  /**
   * Puts what a scale's label says into a basket: a weight at the price of today, or one piece at
   * the price of the label.
   *
   * @param id of the new line; asking for it again adds nothing
   * @throws RefusedException if the label has a weight and its goods are sold by the piece
   */
  public void addLabelled(String basket, String id, ScaleLabels.Goods goods) {
    if (baskets.has(basket, id)) {
      return;
    }
    BasketLine line = named(BasketLine.empty(id, null, Unit.KG), goods.name());
    Weight weight = goods.weight();
    Long price = goods.price();
    if (weight != null) {
      if (line.unit() != Unit.KG) {
        throw new RefusedException(
            Problem.UNPROCESSABLE,
            "The label has a weight, and '%s' is sold by the piece.".formatted(goods.name()));
      }
      line = line.weighing(Quantity.ofGrams(weight.grams(), 0).grams(), 0);
    } else if (price != null) {
      line = line.pricedByHand(price, Unit.PIECE).counting(1);
    }
    BasketLine wanted = line;
    transaction.executeWithoutResult(
        status -> {
          baskets.add(basket, wanted, clock.instant());
          if (price != null) {
            baskets.labelled(basket, id, price);
          }
        });
  }

  /** Says what a line of a basket is; its price follows. */
  public void name(String basket, String lineId, String name) {
    baskets.change(basket, named(line(basket, lineId), goods(name)));
  }

  /**
   * Changes what a line of a basket costs and how much of it there is.
   *
   * @param shown the state of the line that the change was made to, or empty when unknown
   * @return whether it was changed; not if it has another state by now
   */
  public boolean change(
      String basket, String lineId, String shown, UnaryOperator<BasketLine> change) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              BasketLine line = line(basket, lineId);
              BasketLine wanted = change.apply(line);
              if (wanted.equals(line)) {
                return true; // also when it is asked again because the answer was lost
              }
              if (!shown.isEmpty() && !shown.equals(line.state())) {
                return false;
              }
              baskets.change(basket, wanted);
              return true;
            }));
  }

  /** What the price list says today, in minor units; null when it says nothing. */
  public @Nullable Long listed(BasketLine line) {
    String name = line.name();
    return name == null ? null : listed(name, line.unit());
  }

  /** What a unit of something costs by the price list today; null when it has no such price. */
  public @Nullable Long listed(String name, Unit unit) {
    return prices
        .find(name, prices.today())
        .filter(price -> price.unit() == unit)
        .map(Price::amount)
        .orElse(null);
  }

  /**
   * The line of a basket.
   *
   * @throws RefusedException if it is not there (any more)
   */
  public BasketLine line(String basket, String lineId) {
    return baskets
        .line(basket, lineId)
        .orElseThrow(
            () -> new RefusedException(Problem.NOT_FOUND, "This line is no longer in the basket."));
  }

  /** A line as something else, at its price of today. */
  BasketLine named(BasketLine line, String written) {
    String name = prices.canonical(written);
    Optional<Price> price = prices.find(name, prices.today());
    return price.isPresent()
        ? line.named(name, price.get().unit(), price.get().amount())
        : line.named(name, line.unit(), null);
  }

  /**
   * A line at its price of today. A price that a clerk has set stays; a line whose goods have no
   * price any more waits for one.
   */
  BasketLine atTodaysPrice(BasketLine line) {
    String name = line.name();
    if (name == null || line.byHand()) {
      return line;
    }
    BasketLine today = named(line, name);
    return today.unit() == line.unit() && Objects.equals(today.amount(), line.amount())
        ? line
        : today;
  }

  /**
   * Gives the lines of earlier days the prices of today, as a parked basket gets them when it is
   * taken back: a basket may be open over midnight.
   *
   * @return the lines whose price is another now, in words; none when nothing has changed
   */
  public List<String> takeTodaysPrices(String basket) {
    String today = Ids.first(prices.today().atStartOfDay(calendar.zone()).toInstant());
    return repriced(basket, line -> line.id().compareTo(today) < 0);
  }

  /** Gives some lines of a basket their prices of today, and says which are others now. */
  List<String> repriced(String basket, Predicate<BasketLine> which) {
    List<BasketLine> lines = baskets.contents(basket).lines().stream().filter(which).toList();
    return lines.isEmpty()
        ? List.of()
        : Objects.requireNonNull(transaction.execute(status -> repriced(basket, lines)));
  }

  private List<String> repriced(String basket, List<BasketLine> lines) {
    List<String> words = new ArrayList<>();
    for (BasketLine line : lines) {
      BasketLine today = atTodaysPrice(line);
      if (!today.equals(line)) {
        baskets.change(basket, today);
        words.add(priceWords(line, today));
      }
    }
    return words;
  }

  /**
   * What has become of a line's price, such as {@code tomato: 2.99 EUR / kg, now 3.49 EUR / kg}.
   */
  String priceWords(BasketLine before, BasketLine now) {
    return "%s: %s, now %s".formatted(now.name(), priceWords(before), priceWords(now));
  }

  private String priceWords(BasketLine line) {
    Long amount = line.amount();
    return amount == null ? "without a price" : till.text(amount) + " / " + line.unit().id();
  }

  /**
   * Takes something off a whole basket; null takes nothing off any more.
   *
   * @throws RefusedException if the basket is empty
   */
  public void discount(String basket, @Nullable Discount discount) {
    if (baskets.size(basket) == 0) {
      throw new RefusedException(Problem.CONFLICT, "The basket is empty.");
    }
    baskets.discount(basket, discount);
  }
}
