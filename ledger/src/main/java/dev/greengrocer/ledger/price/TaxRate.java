package dev.greengrocer.ledger.price;

import dev.greengrocer.ledger.database.StoredRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A rate of sales tax (VAT, GST).
 *
 * @param hundredths of a percent, 0 to {@value #MOST}; 700 is 7 %
 */
public record TaxRate(int hundredths) implements Comparable<TaxRate> {

  /** As much again as the goods. */
  public static final int MOST = 10_000;

  private static final int DECIMALS = 2;

  /** Rejects what is no share of a price. */
  public TaxRate {
    if (hundredths < 0 || hundredths > MOST) {
      throw new MalformedQuantityException(
          "tax of %d hundredths of a percent: from 0 to %d".formatted(hundredths, MOST));
    }
  }

  /**
   * A rate in percent as it is written, such as {@code 7}, {@code 5.5} or {@code 19 %}.
   *
   * @throws MalformedQuantityException if it is none, naming the text
   */
  static TaxRate parse(String text) {
    String number = PlainDecimal.trimmed(text);
    BigDecimal percent =
        PlainDecimal.parse(
            number.endsWith("%") ? number.substring(0, number.length() - 1) : number,
            "tax",
            "percent, such as 7 or 5.5");
    BigDecimal hundredths = percent.movePointRight(DECIMALS);
    if (percent.scale() > DECIMALS || hundredths.compareTo(BigDecimal.valueOf(MOST)) > 0) {
      throw new MalformedQuantityException(
          "tax '%s': from 0 to 100 percent, with at most two decimals"
              .formatted(PlainDecimal.shortened(text)));
    }
    return new TaxRate(hundredths.intValueExact());
  }

  /**
   * The rate in the column {@code tax_rate} of a row, or null when it holds none.
   *
   * @throws SQLException if the database fails
   */
  public static @Nullable TaxRate stored(StoredRow row) throws SQLException {
    Long hundredths = row.optionalWhole("tax_rate", 0, MOST);
    return hundredths == null ? null : new TaxRate(hundredths.intValue());
  }

  /** In percent, such as {@code 7} or {@code 5.5}. */
  public String percent() {
    BigDecimal percent = BigDecimal.valueOf(hundredths, DECIMALS).stripTrailingZeros();
    return percent.scale() < 0 ? percent.setScale(0).toPlainString() : percent.toPlainString();
  }

  /** As people read it, such as {@code 7 %}. */
  public String text() {
    return percent() + " %";
  }

  /** The tax in an amount that holds it, in minor units, rounded half up. */
  public long within(long gross) {
    return share(gross, MOST + hundredths);
  }

  /** The tax on top of an amount without it, in minor units, rounded half up. */
  public long onTopOf(long net) {
    return share(net, MOST);
  }

  private long share(long amount, int whole) {
    return BigDecimal.valueOf(amount)
        .multiply(BigDecimal.valueOf(hundredths))
        .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  @Override
  public int compareTo(TaxRate other) {
    return Integer.compare(hundredths, other.hundredths);
  }
}
