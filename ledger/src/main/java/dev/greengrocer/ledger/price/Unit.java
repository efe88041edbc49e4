package dev.greengrocer.ledger.price;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a price is for. */
public enum Unit {
  /** A kilogram. */
  KG,
  /** One of them. */
  PIECE;

  /** What a column of it must hold. */
  public static final String EXPECTED = "must be kg or piece";

  /** The name in files, forms and answers, such as {@code kg}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The unit of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static Unit of(String id) {
    return valueOf(id.strip().toUpperCase(Locale.ROOT));
  }
}
