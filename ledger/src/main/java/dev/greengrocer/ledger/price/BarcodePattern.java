package dev.greengrocer.ledger.price;

import java.util.Optional;
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

  /** The place of a digit of the item. */
  static final char ITEM = 'I';

  /** The place of a digit of the weight, in grams. */
  static final char WEIGHT = 'W';

  /** The place of a digit of the price, in minor units. */
  static final char PRICE = 'P';

  private static final char ANY = 'x';

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

  /**
   * The barcode of a label with this layout and the first of its prefixes; what does not matter is
   * 0.
   *
   * @param item digits of the item
   * @param letter of the value: W or P
   * @param value grams or minor units, from 0
   * @return 13 digits, the last of which is the check digit; empty when the layout has no such
   *     value, or too few places
   */
  Optional<String> write(String item, char letter, long value) {
    int itemPlaces = places(ITEM);
    int valuePlaces = places(letter);
    String digits = Long.toString(value);
    if (item.length() > itemPlaces || digits.length() > valuePlaces) {
      return Optional.empty();
    }
    String barcode =
        "%02d".formatted(first)
            + places
                .replaceFirst(ITEM + "+", "0".repeat(itemPlaces - item.length()) + item)
                .replaceFirst(letter + "+", "0".repeat(valuePlaces - digits.length()) + digits)
                .replace(ANY, '0');
    return Optional.of(barcode + ScaleLabels.checkDigit(barcode));
  }

  private int places(char letter) {
    return (int) places.chars().filter(place -> place == letter).count();
  }

  /** Whether it has places of which the pattern does not say what belongs there. */
  boolean hasFreePlaces() {
    return places(ANY) > 0;
  }
}
