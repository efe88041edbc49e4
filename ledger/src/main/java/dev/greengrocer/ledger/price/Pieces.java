package dev.greengrocer.ledger.price;

import java.util.regex.Pattern;

/**
 * A number of pieces.
 *
 * @param count 1 to {@value #MOST}
 */
public record Pieces(int count) {

  /** More than anybody carries. */
  public static final int MOST = 9_999;

  private static final Pattern WHOLE = Pattern.compile("\\d{1,6}");

  /** Rejects what cannot be counted out. */
  public Pieces {
    if (count < 1 || count > MOST) {
      throw new MalformedQuantityException("%d pieces: from 1 to %d pieces".formatted(count, MOST));
    }
  }

  /**
   * A whole number as it is written.
   *
   * @throws MalformedQuantityException if it is none, naming the text
   */
  static Pieces parse(String text) {
    String number = PlainDecimal.trimmed(text);
    if (!WHOLE.matcher(number).matches()) {
      throw new MalformedQuantityException(
          "pieces '%s': a whole number, such as 3".formatted(PlainDecimal.shortened(text)));
    }
    return new Pieces(Integer.parseInt(number));
  }
}
