package dev.greengrocer.ledger.sale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a sale was paid. */
public enum Payment {
  /** In coins and notes; the total may be rounded to coins. */
  CASH,
  /** Otherwise; the total is what the lines say. */
  CARD;

  /** The name in files, forms and answers, such as {@code cash}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The payment of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static Payment of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }
}
