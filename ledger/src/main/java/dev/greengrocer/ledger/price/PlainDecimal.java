package dev.greengrocer.ledger.price;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decimals as people and programs write them: digits with a point or a comma, no sign, no exponent,
 * no grouping. Every number of the shop is read here, whether it comes from a form, a file or JSON.
 */
public final class PlainDecimal {

  private static final Pattern DECIMAL = Pattern.compile("\\d{1,12}([.,]\\d{1,12})?|[.,]\\d{1,12}");
  private static final Pattern AROUND =
      Pattern.compile("^[\\s\\u00a0\\u2007\\u202f\\ufeff]+|[\\s\\u00a0\\u2007\\u202f\\ufeff]+$");
  private static final int LONGEST_SHOWN = 20;

  /** How many digits are between two marks of thousands. */
  private static final int GROUP = 3;

  private static final Pattern THOUSANDS = Pattern.compile("[1-9]\\d{0,2}[.,]\\d{3}");
  private static final Pattern ZEROS =
      Pattern.compile("(?<number>\\d{1,20}(\\.\\d{0,20}?[1-9])?)\\.?0*");

  private PlainDecimal() {}

  /**
   * A decimal without zeros at its end.
   *
   * @param what it is, such as {@code weight}
   * @param expected how it is written, in words
   * @throws MalformedQuantityException if it is written otherwise
   */
  static BigDecimal parse(String text, String what, String expected) {
    String number = trimmed(text);
    if (!DECIMAL.matcher(number).matches()) {
      throw new MalformedQuantityException(
          "%s '%s': %s".formatted(what, shortened(text), expected));
    }
    return new BigDecimal(number.replace(',', '.')).stripTrailingZeros();
  }

  /**
   * An amount of money in minor units, exactly.
   *
   * @param what it is, such as {@code price}
   * @param expected how it is written, in words
   * @param decimals of the currency
   * @throws MalformedQuantityException if it is written otherwise, has more decimals, or may be
   *     thousands: {@code 1,000} is one euro here and a thousand there
   */
  static BigDecimal minorUnits(String text, String what, String expected, int decimals) {
    BigDecimal amount = parse(text, what, expected);
    if (amount.scale() > decimals) {
      throw new MalformedQuantityException(
          "%s '%s': at most %d decimals".formatted(what, shortened(text), decimals));
    }
    if (decimals < GROUP && THOUSANDS.matcher(trimmed(text)).matches()) {
      throw new MalformedQuantityException(
          "%s '%s': thousands or decimals? Write thousands without a mark, and at most %d decimals"
              .formatted(what, shortened(text), decimals));
    }
    return amount.movePointRight(decimals);
  }

  /**
   * A decimal that a program has already read, written out without zeros at its end; what is too
   * long stays as it is.
   */
  static String text(BigDecimal number) {
    long before = (long) number.precision() - number.scale();
    if (before > LONGEST_SHOWN || number.scale() > LONGEST_SHOWN || number.scale() < 0) {
      return number.toString();
    }
    return withoutZeros(number.toPlainString());
  }

  /** A decimal with a point, without the zeros at its end; every other text as it is. */
  public static String withoutZeros(String number) {
    Matcher decimal = ZEROS.matcher(number);
    return decimal.matches() ? decimal.group("number") : number;
  }

  /** A text without the spaces around it, those of spreadsheets included. */
  public static String trimmed(String text) {
    return AROUND.matcher(text).replaceAll("");
  }

  /** A text for a message. */
  static String shortened(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "�");
    return plain.length() > LONGEST_SHOWN ? plain.substring(0, LONGEST_SHOWN) + "…" : plain;
  }
}
