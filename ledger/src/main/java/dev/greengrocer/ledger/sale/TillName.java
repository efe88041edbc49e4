package dev.greengrocer.ledger.sale;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.price.Quantity;
import java.util.regex.Pattern;

/**
 * What a till is called, so that a scale knows whose baskets it weighs for.
 *
 * @param value 1 to {@value #LONGEST} letters, digits, dots, dashes and underscores
 */
public record TillName(String value) {

  /** The most characters. */
  public static final int LONGEST = 32;

  /** What a name looks like. */
  public static final String PATTERN = "^[A-Za-z0-9._-]{1,32}$";

  private static final Pattern NAME = Pattern.compile(PATTERN);

  /** Rejects what is no name. */
  public TillName {
    if (!NAME.matcher(value).matches()) {
      throw new RefusedException(
          Problem.UNPROCESSABLE,
          "till '%s': 1 to %d letters, digits, dots, dashes and underscores, such as counter-1"
              .formatted(Quantity.shortened(value), LONGEST));
    }
  }

  /** A name as it was typed, without the spaces around it. */
  public static TillName of(String typed) {
    return new TillName(typed.strip());
  }
}
