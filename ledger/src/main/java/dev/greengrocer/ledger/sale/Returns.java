package dev.greengrocer.ledger.sale;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.idempotency.IdempotencyKeys;
import dev.greengrocer.ledger.idempotency.IdempotentRequest;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.TaxRate;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Gives back goods of a sale, as a sale of its own with negative amounts that refers to the first
 * one. Never more is given back than was sold, in as many steps as there may be: what is paid back
 * for a part is its share of what was paid, and for all parts together exactly that. Thread-safe.
 */
@Service
public class Returns {

  private final Checkout checkout;
  private final Sales sales;
  private final PriceList prices;
  private final Till till;
  private final IdempotencyKeys keys;
  private final AuditLog audit;
  private final Clock clock;

  Returns(
      Checkout checkout,
      Sales sales,
      PriceList prices,
      Till till,
      IdempotencyKeys keys,
      AuditLog audit,
      Clock clock) {
    this.keys = keys;
    this.checkout = checkout;
    this.sales = sales;
    this.prices = prices;
    this.till = till;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Goods to give back.
   *
   * @param line of the sale, from 1
   * @param quantity how much of it, net
   */
  public record Wanted(int line, Quantity quantity) {}

  /**
   * What is left of a line of a sale that can be given back.
   *
   * @param line of the sale, from 1
   * @param sold the line
   * @param left how much, net, or null when all of it was given back
   * @param total what was paid for what is left, without tax that is added
   */
  public record Left(int line, Sale.Line sold, @Nullable Quantity left, long total) {}

  /** What is left of each line of a sale; nothing of a return or of a sale that was voided. */
  public List<Left> left(Sale sale) {
    if (sale.voided() != null || sale.returnOf() != null || !sale.unreadable().isEmpty()) {
      return List.of();
    }
    List<Sale> earlier = sales.returnsOf(sale.id());
    List<Left> left = new ArrayList<>();
    for (int i = 0; i < sale.lines().size(); i++) {
      Sale.Line sold = sale.lines().get(i);
      Before before = before(earlier, i + 1);
      long amount = amount(sold.quantity()) - before.amount();
      left.add(
          new Left(
              i + 1,
              sold,
              amount == 0 ? null : quantity(sold.quantity().unit(), amount),
              sold.total() - before.refund()));
    }
    return left;
  }

  /**
   * Gives goods back.
   *
   * @param saleId the first sale
   * @param payment by what the money is paid back
   * @param request what is asked for, or null when it has no key; asking again gives the same
   *     return
   * @throws RefusedException if more is to be given back than is left, or if the sale was voided or
   *     is itself a return
   */
  public Checkout.Made giveBack(
      Actor actor,
      String saleId,
      List<Wanted> wanted,
      Payment payment,
      String reason,
      @Nullable IdempotentRequest request) {
    String why = Checkout.reason(reason);
    return checkout.once(request, () -> make(actor, saleId, wanted, payment, why, request));
  }

  private String make(
      Actor actor,
      String saleId,
      List<Wanted> wanted,
      Payment payment,
      String reason,
      @Nullable IdempotentRequest request) {
    // First of all: another return of the same goods waits here, and then sees this one.
    long number = sales.takeNumber();
    Sale first = checkout.get(saleId);
    refuseWhatIsNoSale(first);
    if (wanted.isEmpty()) {
      throw new RefusedException(Problem.UNPROCESSABLE, "lines: say what is returned");
    }
    List<Sale> earlier = sales.returnsOf(saleId);
    List<Sale.Line> lines = new ArrayList<>();
    Set<Integer> named = new HashSet<>();
    for (Wanted one : wanted) {
      if (one.line() < 1 || one.line() > first.lines().size() || !named.add(one.line())) {
        throw new RefusedException(
            Problem.UNPROCESSABLE,
            "line %d: each of 1 to %d once".formatted(one.line(), first.lines().size()));
      }
      lines.add(line(first.lines().get(one.line() - 1), one, before(earlier, one.line())));
    }
    SaleTaxes taxes = taxes(first, earlier, lines);
    long goods = total(lines);
    long due = Math.addExact(goods, taxes.added());
    long rounding = payment == Payment.CASH ? till.cashRounding(due) : 0;
    Sale sale =
        new Sale(
            new Sale.Receipt(
                Ids.next(),
                number,
                Instant.ofEpochMilli(clock.millis()),
                prices.today(),
                actor.name()),
            Customer.UNKNOWN,
            lines,
            new Sale.Amounts(
                first.currency(), payment, goods, taxes, rounding, due + rounding, null),
            null,
            new Sale.ReturnOf(first.id(), first.number(), reason),
            null,
            List.of());
    sales.add(sale);
    if (request != null) {
      keys.add(request, sale.id(), sale.at());
    }
    audit.record(
        actor,
        AuditEntry.Kind.SALE,
        "receipt " + number,
        "returned",
        "receipt %d: %s".formatted(first.number(), till.text(-sale.total())),
        reason);
    return sale.id();
  }

  private static void refuseWhatIsNoSale(Sale first) {
    if (first.returnOf() != null) {
      throw new RefusedException(
          Problem.CONFLICT, "Receipt %d is itself a return.".formatted(first.number()));
    }
    if (first.voided() != null) {
      throw new RefusedException(
          Problem.CONFLICT, "Receipt %d was voided: all was given back.".formatted(first.number()));
    }
    if (!first.unreadable().isEmpty()) {
      throw new RefusedException(
          Problem.CONFLICT, "Receipt %d has a line that cannot be read.".formatted(first.number()));
    }
  }

  private Sale.Line line(Sale.Line sold, Wanted wanted, Before before) {
    Quantity quantity = wanted.quantity();
    long all = amount(sold.quantity());
    long left = all - before.amount();
    if (quantity.unit() != sold.quantity().unit() || amount(quantity) > left) {
      throw new RefusedException(
          Problem.UNPROCESSABLE,
          "line %d, %s: %s is more than the %s that is left of it"
              .formatted(
                  wanted.line(),
                  sold.name(),
                  quantity.text(),
                  left == 0 ? "0" : quantity(sold.quantity().unit(), left).text()));
    }
    long refund = share(sold.total(), before.amount() + amount(quantity), all) - before.refund();
    long full = till.total(sold.amount(), quantity);
    return new Sale.Line(
        sold.predictionId(),
        sold.name(),
        sold.amount(),
        sold.byHand(),
        quantity,
        -refund,
        sold.tax(),
        new Sale.Off(refund - full, sold.off().reason(), 0),
        wanted.line());
  }

  /** The tax of each rate as a share of the tax that was paid, so that all parts add up to it. */
  private static SaleTaxes taxes(Sale first, List<Sale> earlier, List<Sale.Line> lines) {
    List<SaleTaxes.Sum> sums = new ArrayList<>();
    for (SaleTaxes.Sum paid : first.taxes().sums()) {
      long now = -total(lines, paid.rate());
      long before = -earlier.stream().mapToLong(sale -> total(sale.lines(), paid.rate())).sum();
      long taxBefore =
          -earlier.stream()
              .flatMap(sale -> sale.taxes().sums().stream())
              .filter(sum -> sum.rate().equals(paid.rate()))
              .mapToLong(SaleTaxes.Sum::tax)
              .sum();
      long all = total(first.lines(), paid.rate());
      if (now != 0) {
        long tax = share(paid.tax(), before + now, all) - taxBefore;
        sums.add(
            new SaleTaxes.Sum(paid.rate(), -(first.taxes().included() ? now - tax : now), -tax));
      }
    }
    return new SaleTaxes(first.taxes().included(), sums);
  }

  private static long total(List<Sale.Line> lines) {
    return lines.stream().mapToLong(Sale.Line::total).reduce(0, Math::addExact);
  }

  private static long total(List<Sale.Line> lines, TaxRate rate) {
    return lines.stream()
        .filter(line -> rate.equals(line.tax()))
        .mapToLong(Sale.Line::total)
        .reduce(0, Math::addExact);
  }

  /** A part of a whole of an amount, rounded half up. */
  private static long share(long amount, long part, long whole) {
    return BigDecimal.valueOf(amount)
        .multiply(BigDecimal.valueOf(part))
        .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  /** How much of a line was given back before, and what was paid back for it. */
  private record Before(long amount, long refund) {}

  private static Before before(List<Sale> earlier, int line) {
    long amount = 0;
    long refund = 0;
    for (Sale sale : earlier) {
      for (Sale.Line returned : sale.lines()) {
        if (Integer.valueOf(line).equals(returned.returned())) {
          amount += amount(returned.quantity());
          refund -= returned.total();
        }
      }
    }
    return new Before(amount, refund);
  }

  private static long amount(Quantity quantity) {
    return quantity.unit() == Unit.KG ? quantity.netGrams() : quantity.pieces();
  }

  private static Quantity quantity(Unit unit, long amount) {
    return unit == Unit.KG ? Quantity.ofGrams(amount, 0) : Quantity.ofPieces((int) amount);
  }
}
