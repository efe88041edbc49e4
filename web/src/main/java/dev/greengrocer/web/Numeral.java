package dev.greengrocer.web;

import dev.greengrocer.ledger.price.Money;
import dev.greengrocer.ledger.price.Pieces;
import dev.greengrocer.ledger.price.PlainDecimal;
import dev.greengrocer.ledger.price.Weight;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A number of a request, as it was written: {@code 0.35}, {@code "0.35"} and {@code "0,35"} follow
 * the same rule, and nothing is lost before {@link Money}, {@link Weight} or {@link Pieces} reads
 * it. Immutable.
 */
@JsonDeserialize(using = Numeral.Reader.class)
@Schema(
    types = {"number", "string"},
    minimum = "0",
    pattern = Numeral.WRITTEN,
    description =
        "A decimal without sign and exponent, as number or text: 0.35, \"0.35\", \"0,35\"")
public final class Numeral {

  /**
   * Text that {@link PlainDecimal} reads; as Java and as ECMA-262 read it, for the API document.
   */
  static final String WRITTEN =
      "^[\\t-\\r \\u00a0\\u2007\\u202f\\ufeff]*([0-9]{1,12}([.,][0-9]{1,12})?|[.,][0-9]{1,12})"
          + "[\\t-\\r \\u00a0\\u2007\\u202f\\ufeff]*$";

  private static final Pattern NUMBER = Pattern.compile("[-+]?[\\d.,]{1,400}([eE][-+]?\\d{1,20})?");
  private static final Pattern CANONICAL =
      Pattern.compile("\\d{1,12}([.,]\\d{1,12})?|[.,]\\d{1,12}");

  private final String written;
  private final String text;

  /** What a text says. */
  Numeral(String written) {
    this(written, written);
  }

  private Numeral(String written, String text) {
    this.written = written;
    this.text = text;
  }

  /** As it was written, to the last zero. */
  public String written() {
    return written;
  }

  /**
   * What {@link Money}, {@link Weight} or {@link Pieces} reads: as it was written, but for zeros at
   * the end of a number of JSON. Its point is no mark of thousands, as that of a text may be.
   */
  public String text() {
    return text;
  }

  /** The same for every way of writing a number: 1.0, 1.00 and 1 are one. */
  public String canonical() {
    String number = PlainDecimal.trimmed(text);
    if (!CANONICAL.matcher(number).matches()) {
      return text;
    }
    BigDecimal value = new BigDecimal(number.replace(',', '.'));
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Numeral that && written.equals(that.written);
  }

  @Override
  public int hashCode() {
    return written.hashCode();
  }

  @Override
  public String toString() {
    return written;
  }

  /** Takes the characters of a number or of a text that looks like one. */
  static final class Reader extends ValueDeserializer<Numeral> {

    @Override
    public Numeral deserialize(JsonParser parser, DeserializationContext context) {
      JsonToken token = parser.currentToken();
      if (token.isNumeric()) {
        String number = parser.getString();
        return new Numeral(number, PlainDecimal.withoutZeros(number));
      }
      if (token == JsonToken.VALUE_STRING) {
        String text = parser.getString();
        if (NUMBER.matcher(PlainDecimal.trimmed(text)).matches()) {
          return new Numeral(text);
        }
        return (Numeral)
            context.handleWeirdStringValue(BigDecimal.class, text, "a number such as 2.99");
      }
      return (Numeral) context.handleUnexpectedToken(BigDecimal.class, parser);
    }
  }
}
