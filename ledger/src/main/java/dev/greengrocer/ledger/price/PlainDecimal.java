package dev.greengrocer.ledger.price;

import java.math.BigDecimal;
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

  /** A decimal that a program has already read, written out; what is too long stays as it is. */
  static String text(BigDecimal number) {
    long before = (long) number.precision() - number.scale();
    return before > LONGEST_SHOWN || number.scale() > LONGEST_SHOWN || number.scale() < 0
        ? number.toString()
        : number.toPlainString();
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
