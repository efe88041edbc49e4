package dev.greengrocer.ledger.stock;

import dev.greengrocer.ledger.price.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What is there of one kind. Immutable.
 *
 * @param goods what it is
 * @param onHand how much; below 0 when more went out than came in
 * @param soldPerDay grams or pieces on an average day, or null while it is unknown
 * @param threshold below it, it is to be ordered; null for none
 */
public record StockItem(
    Goods goods,
    StockAmount onHand,
    @Nullable BigDecimal soldPerDay,
    @Nullable StockAmount threshold) {

  private static final BigDecimal MOST_DAYS = BigDecimal.valueOf(999);

  /**
   * What is kept in stock: a kind by its weight or by its pieces.
   *
   * @param name what it is
   * @param unit how it is measured
   */
  public record Goods(String name, Unit unit) {}

  /**
   * For how many days it lasts, as it was sold of late, with one decimal and at most 999; null when
   * none was sold or that is unknown.
   */
  public @Nullable BigDecimal daysOfCover() {
    if (soldPerDay == null || soldPerDay.signum() <= 0) {
      return null;
    }
    return onHand.belowZero()
        ? BigDecimal.ZERO.setScale(1)
        : BigDecimal.valueOf(onHand.amount())
            .divide(soldPerDay, 1, RoundingMode.HALF_UP)
            .min(MOST_DAYS);
  }

  /** Whether it is to be ordered. */
  public boolean belowThreshold() {
    return threshold != null && onHand.amount() < threshold.amount();
  }

  /** What is sold of it on an average day, in kilograms or pieces; null when unknown. */
  public @Nullable String soldPerDayText() {
    if (soldPerDay == null) {
      return null;
    }
    return goods.unit() == Unit.KG
        ? soldPerDay.movePointLeft(3).setScale(3, RoundingMode.HALF_UP).toPlainString()
        : soldPerDay.setScale(1, RoundingMode.HALF_UP).toPlainString();
  }
}
