package dev.greengrocer.ledger.price;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is taken off a price, and why: a share of it or an amount. Immutable.
 *
 * @param hundredths of a percent, 1 to {@value #MOST}, or null for an amount; 1000 is 10 %
 * @param amount in minor units, or null for a share
 * @param reason why, 1 to {@value #LONGEST_REASON} characters on one line
 */
public record Discount(@Nullable Integer hundredths, @Nullable Long amount, String reason) {

  /** All of it. */
  public static final int MOST = 10_000;

  /** The most characters of a reason. */
  public static final int LONGEST_REASON = 100;

  private static final int DECIMALS = 2;
  private static final String TYPED = "percent such as 10 %, or an amount such as 1.50";

  /** Rejects what is no discount. */
  public Discount {
    if ((hundredths == null) == (amount == null)) {
      throw new MalformedQuantityException("discount: either percent or an amount");
    }
    if (hundredths != null && (hundredths < 1 || hundredths > MOST)) {
      throw new MalformedQuantityException("discount: from 0.01 to 100 percent");
    }
    if (amount != null && (amount < 1 || amount > Money.MOST)) {
      throw new MalformedQuantityException(
          "discount of %d minor units: from 1 to %d".formatted(amount, Money.MOST));
    }
    reason = reason.strip();
    if (reason.isEmpty()
        || reason.length() > LONGEST_REASON
        || reason.chars().anyMatch(Character::isISOControl)) {
      throw new MalformedQuantityException(
          "reason of a discount: 1 to %d characters on one line".formatted(LONGEST_REASON));
    }
  }

  /**
   * A discount as people type it: with a percent sign it is a share, otherwise an amount.
   *
   * @param decimals of the currency
   * @throws MalformedQuantityException if it is none, naming the text
   */
  static Discount parse(String text, String reason, int decimals) {
    String typed = PlainDecimal.trimmed(text);
    if (!typed.endsWith("%")) {
      return new Discount(null, Money.parse(text, "discount", decimals).minor(), reason);
    }
    BigDecimal percent =
        PlainDecimal.parse(typed.substring(0, typed.length() - 1), "discount", TYPED);
    BigDecimal hundredths = percent.movePointRight(DECIMALS);
    if (percent.scale() > DECIMALS
        || hundredths.signum() < 1
        || hundredths.compareTo(BigDecimal.valueOf(MOST)) > 0) {
      throw new MalformedQuantityException(
          "discount '%s': from 0.01 to 100 percent, with at most two decimals"
              .formatted(PlainDecimal.shortened(text)));
    }
    return new Discount(hundredths.intValueExact(), null, reason);
  }

  /** What is taken off a total in minor units: a share is rounded half up; never more than all. */
  public long off(long total) {
    if (amount != null) {
      return Math.min(amount, total);
    }
    return BigDecimal.valueOf(total)
        .multiply(BigDecimal.valueOf(hundredths == null ? 0 : hundredths))
        .divide(BigDecimal.valueOf(MOST), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  /** In percent such as {@code 10}, or null for an amount. */
  public @Nullable String percent() {
    return hundredths == null
        ? null
        : BigDecimal.valueOf(hundredths, DECIMALS)
            .stripTrailingZeros()
            .setScale(
                Math.max(0, BigDecimal.valueOf(hundredths, DECIMALS).stripTrailingZeros().scale()))
            .toPlainString();
  }

  /**
   * Shares an amount among totals in proportion to them, exactly: each gets its whole minor units,
   * and those that are left go to the largest remainders, the first of equal ones.
   *
   * @param off from 0 to the sum of the totals
   * @return for each total what is taken off it, never more than it is
   */
  public static List<Long> shares(long off, List<Long> totals) {
    BigDecimal sum =
        totals.stream().map(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add);
    List<Long> shares = new ArrayList<>();
    List<BigDecimal> remainders = new ArrayList<>();
    long left = off;
    for (long total : totals) {
      BigDecimal[] parts =
          sum.signum() == 0
              ? new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO}
              : BigDecimal.valueOf(off).multiply(BigDecimal.valueOf(total)).divideAndRemainder(sum);
      shares.add(parts[0].longValueExact());
      remainders.add(parts[1]);
      left -= parts[0].longValueExact();
    }
    List<Integer> order =
        IntStream.range(0, totals.size())
            .boxed()
            .sorted(Comparator.comparing((Integer i) -> remainders.get(i)).reversed())
            .toList();
    for (int i = 0; i < left; i++) {
      int line = order.get(i);
      shares.set(line, shares.get(line) + 1);
    }
    return List.copyOf(shares);
  }
}
