package dev.greengrocer.ledger.stock;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why goods came in or went out. */
public enum MovementKind {
  /** A crate came in. */
  DELIVERY,
  /** A line of a sale went out. */
  SALE,
  /** Goods of a sale were given back. */
  RETURN,
  /** A sale was voided, which gives back; or a delivery, which takes out again. */
  VOID,
  /** Thrown away. */
  WASTE,
  /** A count; the amount is what it found more. */
  COUNT;

  /** What a column of it must hold. */
  public static final String EXPECTED = "must be delivery, sale, return, void, waste or count";

  /** The name in files, forms and answers, such as {@code delivery}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static MovementKind of(String id) {
    return valueOf(id.strip().toUpperCase(Locale.ROOT));
  }
}
