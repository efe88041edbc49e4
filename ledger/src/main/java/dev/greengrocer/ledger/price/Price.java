package dev.greengrocer.ledger.price;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a kilogram or a piece of something costs, from a day on.
 *
 * @param name a label, a group of labels, or anything else that is sold; 1 to 100 characters
 * @param unit what it is for
 * @param amount in minor units, 1 to {@link Till#MOST}
 * @param plu the code on the sticker, 4 or 5 digits, or null
 * @param tax the rate that it is taxed at, or null for the shop's
 * @param from the first day
 * @param to the last day, or null when it holds until the next price
 */
public record Price(
    String name,
    Unit unit,
    long amount,
    @Nullable String plu,
    @Nullable TaxRate tax,
    LocalDate from,
    @Nullable LocalDate to) {

  private static final int LONGEST_NAME = 100;
  // Spaces of any kind, also those that spreadsheets write, are one.
  private static final Pattern SPACES = Pattern.compile("[\\p{Zs}]+");
  private static final Pattern PLU = Pattern.compile("\\d{4,5}");
  private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2199, 12, 31);

  /** Rejects prices that a price list cannot hold. */
  public Price {
    name = name(name);
    if (amount < 1 || amount > Till.MOST) {
      throw refused("price of %d minor units: from 1 to %d".formatted(amount, Till.MOST));
    }
    if (plu != null && !PLU.matcher(plu).matches()) {
      throw refused("PLU '%s': 4 or 5 digits".formatted(Quantity.shortened(plu)));
    }
    if (from.isBefore(FIRST) || from.isAfter(LAST)) {
      throw refused("first day %s: from %s to %s".formatted(from, FIRST, LAST));
    }
    if (to != null && (to.isBefore(from) || to.isAfter(LAST))) {
      throw refused("last day %s: from the first day, %s, to %s".formatted(to, from, LAST));
    }
  }

  /**
   * Whether an amount is more than double or less than half of another: a slip of the hand,
   * perhaps, so that a page asks.
   */
  public static boolean isFar(long amount, long from) {
    return amount > 2 * from || 2 * amount < from;
  }

  /** Whether a text has the form of a PLU: 4 or 5 digits. */
  public static boolean isPlu(String text) {
    return PLU.matcher(text).matches();
  }

  /** The same price of something by another name. */
  Price named(String other) {
    return other.equals(name) ? this : new Price(other, unit, amount, plu, tax, from, to);
  }

  /** The same price until the end of a day. */
  Price until(LocalDate last) {
    return new Price(name, unit, amount, plu, tax, from, last);
  }

  /** Whether it counts on a day, if no later one does. */
  boolean countsOn(LocalDate day) {
    return !from.isAfter(day) && (to == null || !to.isBefore(day));
  }

  /** The name of something that is sold, without spaces around it. */
  public static String name(String typed) {
    String name = SPACES.matcher(Normalizer.normalize(typed, Normalizer.Form.NFC)).replaceAll(" ");
    name = PlainDecimal.trimmed(name);
    if (name.isEmpty()
        || name.length() > LONGEST_NAME
        || name.codePoints().anyMatch(Price::unprintable)) {
      throw refused(
          "name '%s': 1 to %d characters, without / \\ ; and line breaks"
              .formatted(Quantity.shortened(name), LONGEST_NAME));
    }
    return name;
  }

  private static boolean unprintable(int sign) {
    return Character.isISOControl(sign)
        || Character.getType(sign) == Character.SURROGATE
        || "/\\;\uFFFD".indexOf(sign) >= 0;
  }

  private static RefusedException refused(String message) {
    return new RefusedException(Problem.UNPROCESSABLE, message);
  }
}
