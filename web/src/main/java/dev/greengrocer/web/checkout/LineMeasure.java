package dev.greengrocer.web.checkout;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was typed into the fields of a line; null where the line has no such field.
 *
 * @param was the state of the line that was shown
 * @param sure what the person has said is meant, however much: grams, and a price as {@link
 *     PriceQuestion} words it, with spaces between
 */
record LineMeasure(
    @Nullable String weight,
    @Nullable String tare,
    @Nullable String pieces,
    @Nullable String price,
    @Nullable String was,
    @Nullable String sure) {

  /** Whether the person has said that something is meant. */
  boolean isMeant(String what) {
    return List.of(meant().split(" ")).contains(what);
  }

  /** What the form says once the person has also said that something is meant. */
  String meantWith(String what) {
    return (meant() + " " + what).strip();
  }

  private String meant() {
    return sure == null ? "" : sure;
  }
}
