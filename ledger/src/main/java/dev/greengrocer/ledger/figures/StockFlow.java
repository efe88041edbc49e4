package dev.greengrocer.ledger.figures;

import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came in, was sold and was lost of one kind in some days. Amounts are grams or pieces, money
 * is in minor units of the shop's currency and without tax. Immutable.
 *
 * @param goods what it is
 * @param delivered what came in, less what was voided
 * @param sold what was sold, less what was returned; voided sales are left out
 * @param wasted what was thrown away
 * @param missing what counts found less than should have been there; below 0 what they found more;
 *     opening counts, the first bookings of a kind, have no part in it
 * @param revenue what was paid for what was sold
 * @param costOfSold what that had cost, or null when no cost is known
 * @param costOfLost what was thrown away or missing had cost, or null when no cost is known
 */
public record StockFlow(
    Goods goods,
    long delivered,
    long sold,
    long wasted,
    long missing,
    long revenue,
    @Nullable Long costOfSold,
    @Nullable Long costOfLost) {

  private static final int PERCENT = 100;

  /**
   * A kind by its weight or by its pieces.
   *
   * @param name what it is
   * @param unit how it is measured
   */
  public record Goods(String name, Unit unit) {}

  /** What was earned with what was sold; null when its cost is unknown. */
  public @Nullable Long margin() {
    return costOfSold == null ? null : Long.valueOf(revenue - costOfSold);
  }

  /** The margin in percent of the revenue, with one decimal; null when unknown. */
  public @Nullable BigDecimal marginPercent() {
    Long margin = margin();
    return margin == null ? null : percent(margin, revenue);
  }

  /** What was thrown away or is missing. */
  public long lost() {
    return wasted + missing;
  }

  /** What was lost in percent of what was sold or lost, with one decimal; null for neither. */
  public @Nullable BigDecimal shrinkagePercent() {
    return percent(lost(), sold + lost());
  }

  /** An amount of it as people read it. */
  public String text(long amount) {
    return goods.unit() == Unit.KG ? Quantity.kilograms(amount) + " kg" : Long.toString(amount);
  }

  /** An amount of it as a number: kilograms or pieces. */
  public String plain(long amount) {
    return goods.unit() == Unit.KG ? Quantity.kilograms(amount) : Long.toString(amount);
  }

  private static @Nullable BigDecimal percent(long part, long whole) {
    return whole <= 0
        ? null
        : BigDecimal.valueOf(part)
            .multiply(BigDecimal.valueOf(PERCENT))
            .divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP);
  }

  /**
   * What all kinds come to together, of those whose cost is known.
   *
   * @param revenue of them
   * @param costOfSold what that had cost
   * @param costOfLost what was lost had cost
   * @param unknown how many kinds were sold or lost whose cost is unknown
   */
  public record Totals(long revenue, long costOfSold, long costOfLost, long unknown) {

    /** Adds up kinds. */
    public static Totals of(List<StockFlow> kinds) {
      long revenue = 0;
      long sold = 0;
      long lost = 0;
      long unknown = 0;
      for (StockFlow kind : kinds) {
        boolean known = true;
        if (kind.costOfSold != null) {
          revenue += kind.revenue;
          sold += kind.costOfSold;
        } else {
          known = kind.sold == 0;
        }
        if (kind.costOfLost != null) {
          lost += kind.costOfLost;
        } else {
          known &= kind.lost() == 0;
        }
        unknown += known ? 0 : 1;
      }
      return new Totals(revenue, sold, lost, unknown);
    }

    /** What was earned with them. */
    public long margin() {
      return revenue - costOfSold;
    }

    /** The margin in percent of the revenue; null without revenue. */
    public @Nullable BigDecimal marginPercent() {
      return percent(margin(), revenue);
    }

    /** Whether counts found so much more that no percentage of what was lost has a meaning. */
    public boolean foundMoreThanSold() {
      return costOfLost < 0 && costOfSold + costOfLost <= 0;
    }

    /** What was lost in percent of what was sold or lost, by what it had cost; null for neither. */
    public @Nullable BigDecimal shrinkagePercent() {
      return percent(costOfLost, costOfSold + costOfLost);
    }
  }

  /** Adds up one kind. Not thread-safe. */
  static final class Sums {

    private long delivered;
    private long sold;
    private long wasted;
    private long missing;
    private BigDecimal revenue = BigDecimal.ZERO;
    private BigDecimal costOfSold = BigDecimal.ZERO;
    private BigDecimal costOfLost = BigDecimal.ZERO;
    private boolean known = true;

    void moved(long in, long waste, long less, Optional<BigDecimal> cost) {
      delivered += in;
      wasted += waste;
      missing += less;
      known &= cost.isPresent() || (waste == 0 && less == 0);
      costOfLost = costOfLost.add(cost.orElse(BigDecimal.ZERO));
    }

    void sold(long amount, BigDecimal net, Optional<BigDecimal> cost) {
      sold += amount;
      revenue = revenue.add(net);
      known &= cost.isPresent();
      costOfSold = costOfSold.add(cost.orElse(BigDecimal.ZERO));
    }

    StockFlow of(Goods goods) {
      return new StockFlow(
          goods,
          delivered,
          sold,
          wasted,
          missing,
          whole(revenue),
          known ? Long.valueOf(whole(costOfSold)) : null,
          known ? Long.valueOf(whole(costOfLost)) : null);
    }

    private static long whole(BigDecimal amount) {
      return amount.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }
  }
}
