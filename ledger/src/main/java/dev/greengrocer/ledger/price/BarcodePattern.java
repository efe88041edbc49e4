package dev.greengrocer.ledger.price;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where each part is in the barcode of a label: two digits of prefix (02 or 20 to 29, or a range
 * such as {@code 20-24}), then ten places: {@code I} the digits of the item, {@code W} the weight
 * in grams or {@code P} the price in minor units, and {@code x} what does not matter; then {@code
 * C} the check digit.
 *
 * @param first prefix
 * @param last prefix
 * @param places ten of I, W, P and x
 */
record BarcodePattern(int first, int last, String places) {

  private static final Pattern WRITTEN =
      Pattern.compile("(?<first>02|2\\d)(?:-(?<last>2\\d))?(?<places>[IWPx]{10})C");
  private static final Pattern PLACES = Pattern.compile("x*I{4,6}x*(W{4,6}|P{4,6})x*");

  /**
   * Reads a pattern, such as {@code 20-24IIIIIPPPPPC}.
   *
   * @throws MalformedQuantityException if it is none, naming the text
   */
  static BarcodePattern parse(String text) {
    Matcher written = WRITTEN.matcher(text.strip());
    if (!written.matches() || !PLACES.matcher(written.group("places")).matches()) {
      throw new MalformedQuantityException(
          ("pattern '%s': a prefix (02, 20 to 29, or a range such as 20-24), then ten of I (4 to 6"
                  + " for the item) and W or P (4 to 6 for grams or cents; x for what does not"
                  + " matter), then C, such as 29IIIIIWWWWWC")
              .formatted(PlainDecimal.shortened(text)));
    }
    int first = Integer.parseInt(written.group("first"));
    String last = written.group("last");
    return new BarcodePattern(
        first, last == null ? first : Integer.parseInt(last), written.group("places"));
  }

  boolean overlaps(BarcodePattern other) {
    return first <= other.last && other.first <= last;
  }

  boolean fits(String digits) {
    int prefix = Integer.parseInt(digits.substring(0, 2));
    return prefix >= first && prefix <= last;
  }

  /** The digits of thirteen in the places of a letter; empty when it has none. */
  String digits(String barcode, char letter) {
    StringBuilder found = new StringBuilder();
    for (int i = 0; i < places.length(); i++) {
      if (places.charAt(i) == letter) {
        found.append(barcode.charAt(i + 2));
      }
    }
    return found.toString();
  }
}
