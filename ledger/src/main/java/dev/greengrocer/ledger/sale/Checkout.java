package dev.greengrocer.ledger.sale;

import dev.greengrocer.files.Sha256;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.idempotency.CompletedRequest;
import dev.greengrocer.ledger.idempotency.IdempotencyKeys;
import dev.greengrocer.ledger.idempotency.IdempotentRequest;
import dev.greengrocer.ledger.idempotency.IdempotentRequest.EarlierRequest;
import dev.greengrocer.ledger.idempotency.Scope;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * From goods to a receipt. A sale is in the books, whole, before anybody is told of it, and asking
 * for it twice makes it once. Thread-safe.
 */
@Service
public class Checkout {

  public static final int LONGEST_REASON = 200;
  public static final String REASON = "must be 1 to " + LONGEST_REASON + " characters on one line";
  private static final int ATTEMPTS = 3;
  private static final int ID_LENGTH = 36;

  private final Baskets baskets;
  private final Sales sales;
  private final IdempotencyKeys keys;
  private final PriceList prices;
  private final PredictionLog predictions;
  private final Till till;
  private final Taxation taxation;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final Clock clock;

  Checkout(
      Baskets baskets,
      Sales sales,
      IdempotencyKeys keys,
      PriceList prices,
      PredictionLog predictions,
      Till till,
      Taxation taxation,
      AuditLog audit,
      TransactionOperations transaction,
      Clock clock) {
    this.baskets = baskets;
    this.sales = sales;
    this.keys = keys;
    this.prices = prices;
    this.predictions = predictions;
    this.till = till;
    this.taxation = taxation;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
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
                        Problem.NOT_FOUND,
                        "prediction '%s': there is none".formatted(predictionId)));
    String name =
        label != null && !label.isBlank() ? Price.name(label) : BasketCorrections.label(prediction);
    BasketLine empty =
        new BasketLine(
            Ids.next(), predictionId, null, Unit.KG, null, false, null, 0, null, null, null);
    baskets.add(basket, name == null ? empty : named(empty, name), clock.instant());
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
    BasketLine line =
        named(
            new BasketLine(id, null, null, unit, null, false, null, 0, null, null, null),
            Price.name(name));
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
    BasketLine line =
        named(
            new BasketLine(id, null, null, Unit.KG, null, false, null, 0, null, null, null),
            goods.name());
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
    baskets.change(basket, named(line(basket, lineId), Price.name(name)));
  }

  /**
   * Changes what a line of a basket costs and how much of it there is.
   *
   * @param shown the state of the line that the change was made to, or empty when nobody knows
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
                return true; // also when it is asked again because nobody heard the answer
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
    return name == null
        ? null
        : prices
            .find(name, prices.today())
            .filter(price -> price.unit() == line.unit())
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
   * Sells a basket. The basket is gone with it; selling it again gives the same sale.
   *
   * @param shown the state of the basket that was shown to whoever sells, or empty when nobody
   *     knows
   * @throws RefusedException if something else stands in it by now, or something is missing
   */
  public Sale sell(Actor actor, String basket, String shown, Customer customer, Paid paid) {
    String sha256 = Sha256.of(basket);
    return once(
            actor,
            new IdempotentRequest(Scope.BASKET, "", sha256, sha256),
            () -> {
              Baskets.Contents contents = baskets.contents(basket);
              List<BasketLine> goods = contents.lines();
              String missing = contents.missing();
              if (missing != null) {
                throw new RefusedException(Problem.CONFLICT, missing);
              }
              sameState(shown, contents.state());
              baskets.removeAll(basket);
              return new Goods(goods.stream().map(this::sold).toList(), contents.discount());
            },
            customer,
            paid)
        .sale();
  }

  /**
   * The state of a basket that was shown and has not changed since.
   *
   * @param shown what was shown, or empty when nobody knows
   * @param present what stands in it now
   * @throws RefusedException if it has changed
   */
  public static String sameState(String shown, String present) {
    if (!shown.isEmpty() && !shown.equals(present)) {
      throw new RefusedException(
          Problem.CONFLICT,
          "Nothing was sold: the basket has changed or holds what is not saved. Check it"
              + " and press again.");
    }
    return present;
  }

  /**
   * Sells goods that a program names.
   *
   * @param goods asked for once, if the request has no sale yet
   * @param request what is asked for, or null when it has no key
   */
  public Made sell(
      Actor actor,
      Supplier<Goods> goods,
      Customer customer,
      Paid paid,
      @Nullable IdempotentRequest request) {
    return once(actor, request, goods, customer, paid);
  }

  /** The sale that a basket has become, by the hash of its id. */
  public Optional<Sale> soldAs(String basketSha256) {
    // Hashed, so that what opens a basket does not stand in the books.
    return keys.find(Scope.BASKET, "", basketSha256).map(made -> get(made.resultId()));
  }

  /**
   * A sale that is in the books.
   *
   * @param replayed whether an earlier request with the same key made it
   */
  public record Made(Sale sale, boolean replayed) {}

  /** Whether a basket has become a sale, so that no more goes into it. */
  public boolean sold(String basket) {
    return keys.find(Scope.BASKET, "", Sha256.of(basket)).isPresent();
  }

  /**
   * The answer that named goods.
   *
   * @throws RefusedException if there is none
   */
  public String answer(String predictionId) {
    if (predictionId.length() != ID_LENGTH || predictions.findReadable(predictionId).isEmpty()) {
      throw new RefusedException(
          Problem.UNPROCESSABLE,
          "predictionId '%s': the id of an answer, %d characters, or leave it out"
              .formatted(Quantity.shortened(predictionId), ID_LENGTH));
    }
    return predictionId;
  }

  private Sale.Line sold(BasketLine line) {
    Long amount = line.amount();
    String name = line.name();
    Quantity quantity = line.quantity();
    if (name == null || amount == null || quantity == null) {
      throw new RefusedException(
          Problem.CONFLICT,
          "%s: %s first".formatted(name == null ? "A line" : name, line.missing()));
    }
    return line(line.predictionId(), name, amount, line.byHand(), quantity, line.discount());
  }

  /** A line of a sale with its total. */
  public Sale.Line line(
      @Nullable String predictionId,
      String name,
      long amount,
      boolean byHand,
      Quantity quantity,
      @Nullable Discount discount) {
    String canonical = prices.canonical(name);
    long full = till.total(amount, quantity);
    long off = discount == null ? 0 : discount.off(full);
    return new Sale.Line(
        predictionId,
        canonical,
        amount,
        byHand,
        quantity,
        full - off,
        taxation.rate(canonical),
        discount == null ? Sale.Off.NOTHING : new Sale.Off(off, discount.reason(), 0),
        null);
  }

  /**
   * What is about to be sold.
   *
   * @param lines each with its own discount taken off
   * @param discount what is taken off all of them together, or null
   */
  public record Goods(List<Sale.Line> lines, @Nullable Discount discount) {

    public Goods {
      lines = List.copyOf(lines);
    }

    /** The lines with their shares of what is taken off all of them: they are what is paid. */
    List<Sale.Line> paid() {
      if (discount == null) {
        return lines;
      }
      List<Long> totals = lines.stream().map(Sale.Line::total).toList();
      long sum = totals.stream().reduce(0L, Math::addExact);
      List<Long> shares = Discount.shares(discount.off(sum), totals);
      return IntStream.range(0, lines.size())
          .mapToObj(i -> lines.get(i).less(shares.get(i)))
          .toList();
    }
  }

  /**
   * What the lines of a basket cost that have all they need.
   *
   * @param off what is taken off all of them together
   * @param tax that is added to the prices
   * @param total with that tax
   */
  public record Cost(long off, long tax, long total) {}

  /** What a basket would cost if it were sold as it is. */
  public Cost cost(Baskets.Contents contents) {
    Goods goods =
        new Goods(
            contents.lines().stream()
                .filter(line -> line.missing() == null)
                .map(this::sold)
                .toList(),
            contents.discount());
    List<Sale.Line> lines = goods.paid();
    long tax = taxes(lines).added();
    return new Cost(
        lines.stream().mapToLong(line -> line.off().share()).sum(),
        tax,
        Math.addExact(total(lines), tax));
  }

  /** What a line costs, in minor units; 0 while something is missing. */
  public long cost(BasketLine line) {
    return line.missing() == null ? sold(line).total() : 0;
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

  private static long total(List<Sale.Line> lines) {
    return lines.stream().mapToLong(Sale.Line::total).reduce(0, Math::addExact);
  }

  private SaleTaxes taxes(List<Sale.Line> lines) {
    return taxation.of(
        lines.stream().map(line -> new SaleTaxes.Taxed(line.tax(), line.total())).toList());
  }

  private Made once(
      Actor actor,
      @Nullable IdempotentRequest request,
      Supplier<Goods> goods,
      Customer customer,
      Paid paid) {
    return once(request, () -> make(actor, request, goods.get(), customer, paid));
  }

  /**
   * Makes a sale or a return in a transaction, unless the request has one.
   *
   * @param making writes it into the books and gives its id
   */
  Made once(@Nullable IdempotentRequest request, Supplier<String> making) {
    for (int attempt = 1; ; attempt++) {
      try {
        AtomicBoolean replayed = new AtomicBoolean(true);
        String id =
            transaction.execute(
                status ->
                    made(request)
                        .orElseGet(
                            () -> {
                              replayed.set(false);
                              return making.get();
                            }));
        return new Made(get(id), replayed.get());
      } catch (DuplicateKeyException e) {
        // The same sale came in twice at once, and the other one is in the books: look again.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Optional<String> made(@Nullable IdempotentRequest request) {
    return request == null
        ? Optional.empty()
        : keys.resultOf(request, "sale").or(() -> beforeTheUpgrade(request.before()));
  }

  /** The sale that an earlier version made for whoever asks, and for the same key. */
  private Optional<String> beforeTheUpgrade(@Nullable EarlierRequest request) {
    if (request == null) {
      return Optional.empty();
    }
    Optional<CompletedRequest> made =
        keys.findEarlier(Scope.SALE, request.key()).filter(sale -> wrote(request, sale.resultId()));
    made.filter(sale -> !sale.isOf(request.sha256()))
        .ifPresent(
            sale -> {
              throw new RefusedException(
                  Problem.CONFLICT,
                  ("This Idempotency-Key was used before the upgrade, for sale %s, by a request"
                          + " that reads otherwise. See whether that is this sale; if not, take a"
                          + " new key.")
                      .formatted(sale.resultId()));
            });
    return made.map(CompletedRequest::resultId);
  }

  private boolean wrote(EarlierRequest request, String sale) {
    return sales.actor(sale).filter(actor -> request.wrote().test(actor, sale)).isPresent();
  }

  private String make(
      Actor actor,
      @Nullable IdempotentRequest request,
      Goods wanted,
      Customer customer,
      Paid paid) {
    List<Sale.Line> lines = wanted.paid();
    if (lines.isEmpty()) {
      throw new RefusedException(Problem.UNPROCESSABLE, "The basket is empty.");
    }
    long goods = total(lines);
    SaleTaxes taxes = taxes(lines);
    long due = Math.addExact(goods, taxes.added());
    long rounding = paid.payment() == Payment.CASH ? till.cashRounding(due) : 0;
    long total = due + rounding;
    paid.requireEnough(total, till);
    Sale sale =
        new Sale(
            Ids.next(),
            sales.takeNumber(),
            Instant.ofEpochMilli(clock.millis()),
            prices.today(),
            actor.name(),
            customer,
            till.currency(),
            paid.payment(),
            lines,
            goods,
            taxes,
            rounding,
            total,
            paid.cashGiven(),
            wanted.discount() == null ? null : wanted.discount().reason(),
            null,
            null,
            List.of());
    sales.add(sale);
    if (request != null) {
      keys.add(request, sale.id(), sale.at());
    }
    recordDiscounts(actor, sale);
    return sale.id();
  }

  /** Whatever was taken off stands in the audit log, with its reasons. */
  private void recordDiscounts(Actor actor, Sale sale) {
    List<String> reasons = new ArrayList<>();
    long off = 0;
    for (Sale.Line line : sale.lines()) {
      if (line.off().own() > 0) {
        reasons.add(
            "%s: %s (%s)"
                .formatted(line.name(), till.plain(line.off().own()), line.off().reason()));
      }
      off = Math.addExact(off, line.off().own() + line.off().share());
    }
    if (sale.discount() > 0) {
      reasons.add("all: %s (%s)".formatted(till.plain(sale.discount()), sale.discountReason()));
    }
    if (off > 0) {
      audit.record(
          actor,
          AuditEntry.Kind.SALE,
          "receipt " + sale.number(),
          "discounted",
          till.text(sale.total() + off),
          String.join("; ", reasons));
    }
  }

  /**
   * A sale.
   *
   * @throws RefusedException if there is none
   */
  public Sale get(String id) {
    return sales
        .find(id)
        .orElseThrow(
            () -> new RefusedException(Problem.NOT_FOUND, "There is no sale '%s'.".formatted(id)));
  }

  /** A reason that people can read later. */
  static String reason(String typed) {
    String why = typed.strip();
    if (why.isEmpty()
        || why.length() > LONGEST_REASON
        || why.chars().anyMatch(Character::isISOControl)) {
      throw new RefusedException(Problem.UNPROCESSABLE, "reason: " + REASON);
    }
    return why;
  }

  /** Takes a sale back, for a reason that people can read later. */
  public Sale voidSale(Actor actor, String id, String reason) {
    String why = reason(reason);
    transaction.executeWithoutResult(
        status -> {
          sales.holdNumbers();
          Sale sale = get(id);
          if (sale.returnOf() != null) {
            throw new RefusedException(
                Problem.CONFLICT, "A return is not voided: sell the goods again.");
          }
          if (!sales.returnsOf(id).isEmpty()) {
            throw new RefusedException(
                Problem.CONFLICT,
                "Goods of receipt %d were returned: return the rest instead."
                    .formatted(sale.number()));
          }
          Sale.Voided voided = new Sale.Voided(clock.instant(), actor.name(), why);
          if (!sales.voidSale(id, voided)) {
            throw new RefusedException(
                Problem.CONFLICT, "Receipt %d was voided before.".formatted(sale.number()));
          }
          audit.record(
              actor,
              AuditEntry.Kind.SALE,
              "receipt " + sale.number(),
              "voided",
              till.text(sale.total()),
              why);
        });
    return get(id);
  }
}
