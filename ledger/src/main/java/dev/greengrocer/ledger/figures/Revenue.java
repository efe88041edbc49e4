package dev.greengrocer.ledger.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What was earned, without tax, the one definition for pages, the API and exports. Stateless. */
public final class Revenue {

  /** Of a minor unit: enough that sums of a million lines are right to the unit. */
  static final int DECIMALS = 6;

  private static final long WHOLE = 10_000; // a rate of tax is in hundredths of a percent

  private Revenue() {}

  /**
   * What is left of a total without its tax.
   *
   * @param total in minor units, negative for goods that are returned
   * @param taxIncluded whether the total holds the tax
   * @param rate of the tax in hundredths of a percent, or null when none was set
   * @return minor units with six decimals
   */
  public static BigDecimal withoutTax(long total, boolean taxIncluded, @Nullable Long rate) {
    long added = taxIncluded && rate != null ? Math.max(0, rate) : 0;
    return BigDecimal.valueOf(total)
        .multiply(BigDecimal.valueOf(WHOLE))
        .divide(BigDecimal.valueOf(WHOLE + added), DECIMALS, RoundingMode.HALF_UP);
  }
}
