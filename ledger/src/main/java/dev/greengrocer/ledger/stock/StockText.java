package dev.greengrocer.ledger.stock;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import org.jspecify.annotations.Nullable;

/** Short texts that people write beside goods, such as a reason or a lot. */
final class StockText {

  private StockText() {}

  /**
   * A text that must be there, without spaces around it.
   *
   * @param what it is, for the words of a refusal
   */
  static String required(String what, String typed, int longest) {
    String text = optional(what, typed, longest);
    if (text == null) {
      throw refused(what, longest);
    }
    return text;
  }

  /** A text without spaces around it; null when it is blank or missing. */
  static @Nullable String optional(String what, @Nullable String typed, int longest) {
    String text = typed == null ? "" : typed.strip();
    if (text.isEmpty()) {
      return null;
    }
    if (text.length() > longest || text.codePoints().anyMatch(StockText::unprintable)) {
      throw refused(what, longest);
    }
    return text;
  }

  private static boolean unprintable(int sign) {
    return Character.isISOControl(sign) || Character.getType(sign) == Character.SURROGATE;
  }

  private static RefusedException refused(String what, int longest) {
    return new RefusedException(
        Problem.UNPROCESSABLE,
        "%s: must be 1 to %d characters on one line".formatted(what, longest));
  }
}
