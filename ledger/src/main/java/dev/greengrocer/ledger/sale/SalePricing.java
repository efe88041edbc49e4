package dev.greengrocer.ledger.sale;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.price.Discount;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Till;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What goods cost that are about to be sold: lines, discounts and taxes. Thread-safe. */
@Service
public class SalePricing {

  private final PriceList prices;
  private final Till till;
  private final Taxation taxation;

  SalePricing(PriceList prices, Till till, Taxation taxation) {
    this.prices = prices;
    this.till = till;
    this.taxation = taxation;
  }

  /**
   * A line of a basket as one of a sale.
   *
   * @throws RefusedException if something is missing
   */
  Sale.Line sold(BasketLine line) {
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

  /** The sum of the lines. */
  static long total(List<Sale.Line> lines) {
    return lines.stream().mapToLong(Sale.Line::total).reduce(0, Math::addExact);
  }

  /** The taxes in the lines, or on top of them. */
  SaleTaxes taxes(List<Sale.Line> lines) {
    return taxation.of(
        lines.stream().map(line -> new SaleTaxes.Taxed(line.tax(), line.total())).toList());
  }
}
