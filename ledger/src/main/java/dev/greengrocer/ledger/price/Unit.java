package dev.greengrocer.ledger.price;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;

/** What a price is for. */
public enum Unit {
  /** A kilogram. */
  KG,
  /** One of them. */
  PIECE;

  private static final Map<String, Unit> WORDS =
      Map.ofEntries(
          Map.entry("kilo", KG),
          Map.entry("kgs", KG),
          Map.entry("kilogram", KG),
          Map.entry("kilogramm", KG),
          Map.entry("pieces", PIECE),
          Map.entry("pc", PIECE),
          Map.entry("pcs", PIECE),
          Map.entry("each", PIECE),
          Map.entry("ea", PIECE),
          Map.entry("stück", PIECE),
          Map.entry("stueck", PIECE),
          Map.entry("stk", PIECE),
          Map.entry("st", PIECE));

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

  /**
   * The unit that a price list of a shop means, such as {@code Stk.}, {@code Stück}, {@code pcs} or
   * {@code Kilo}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Unit written(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    String plain = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
    Unit known = WORDS.get(plain);
    return known == null ? of(text) : known;
  }
}
