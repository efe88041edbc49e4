package dev.greengrocer.analytics.schema;

/** What a column holds, and which Java type its values are. */
public enum ColumnType {
  /** A whole number: {@link Long}. */
  WHOLE("whole number"),
  /** A number, whole or not: {@link Double}. */
  NUMBER("number"),
  /** A text: {@link String}. */
  TEXT("text"),
  /** A day: {@link java.time.LocalDate}. */
  DAY("day"),
  /** A moment in UTC, to the millisecond: {@link java.time.Instant}. */
  MOMENT("moment, UTC"),
  /** A day and a time as clocks in the shop showed them: {@link java.time.LocalDateTime}. */
  LOCAL("moment, by the clocks of the shop"),
  /** True or false: {@link Boolean}. */
  FLAG("true or false");

  private final String words;

  ColumnType(String words) {
    this.words = words;
  }

  /** What readers of the data dictionary call it. */
  public String words() {
    return words;
  }
}
