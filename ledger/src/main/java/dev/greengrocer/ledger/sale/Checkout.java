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
import dev.greengrocer.ledger.prediction.PredictionLog;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Till;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * From goods to a receipt. A sale is in the books, whole, before the answer is sent, and asking for
 * it twice makes it once. Thread-safe.
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
  private final SalePricing pricing;
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
      SalePricing pricing,
      AuditLog audit,
      TransactionOperations transaction,
      Clock clock) {
    this.baskets = baskets;
    this.sales = sales;
    this.keys = keys;
    this.prices = prices;
    this.predictions = predictions;
    this.till = till;
    this.pricing = pricing;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Sells a basket. The basket is gone with it; selling it again gives the same sale.
   *
   * @param shown the state of the basket that was shown to the clerk, or empty when none knows
   * @throws RefusedException if its content has changed, or something is missing
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
              return new SalePricing.Goods(
                  goods.stream().map(pricing::sold).toList(), contents.discount());
            },
            customer,
            paid)
        .sale();
  }

  /**
   * The state of a basket that was shown and has not changed since.
   *
   * @param shown what was shown, or empty when unknown
   * @param present its content now
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
      Supplier<SalePricing.Goods> goods,
      Customer customer,
      Paid paid,
      @Nullable IdempotentRequest request) {
    return once(actor, request, goods, customer, paid);
  }

  /** The sale that a basket has become, by the hash of its id. */
  public Optional<Sale> soldAs(String basketSha256) {
    // Hashed, so that what opens a basket is not in the books.
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

  private Made once(
      Actor actor,
      @Nullable IdempotentRequest request,
      Supplier<SalePricing.Goods> goods,
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

  /** The sale that an earlier version made for the same caller, and for the same key. */
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
      SalePricing.Goods wanted,
      Customer customer,
      Paid paid) {
    List<Sale.Line> lines = wanted.paid();
    if (lines.isEmpty()) {
      throw new RefusedException(Problem.UNPROCESSABLE, "The basket is empty.");
    }
    long goods = SalePricing.total(lines);
    SaleTaxes taxes = pricing.taxes(lines);
    long due = Math.addExact(goods, taxes.added());
    long rounding = paid.payment() == Payment.CASH ? till.cashRounding(due) : 0;
    long total = due + rounding;
    paid.requireEnough(total, till);
    Sale sale =
        new Sale(
            new Sale.Receipt(
                Ids.next(),
                sales.takeNumber(),
                Instant.ofEpochMilli(clock.millis()),
                prices.today(),
                actor.name()),
            customer,
            lines,
            new Sale.Amounts(
                till.currency(), paid.payment(), goods, taxes, rounding, total, paid.cashGiven()),
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

  /** Each discount is in the audit log, with its reasons. */
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
