package dev.greengrocer.analytics.parquet;

/** What a column holds, and which Java type its values are. */
public enum ParquetType {
  /** A whole number of 64 bits: {@link Long}. */
  WHOLE(2),
  /** A floating-point number of 64 bits: {@link Double}. */
  NUMBER(5),
  /** A text in UTF-8: {@link String}. */
  TEXT(6),
  /** A day: {@link java.time.LocalDate}. */
  DAY(1),
  /** A moment, in milliseconds UTC: {@link java.time.Instant}. */
  MOMENT(2),
  /** A day and a time without a zone, in milliseconds: {@link java.time.LocalDateTime}. */
  LOCAL(2),
  /** Yes or no: {@link Boolean}. */
  FLAG(0);

  static final int BOOLEAN = 0;
  static final int INT32 = 1;
  static final int INT64 = 2;

  private final int physical;

  ParquetType(int physical) {
    this.physical = physical;
  }

  /** The number that {@code parquet.thrift} gives to how values are stored. */
  int physical() {
    return physical;
  }

  boolean isWhole() {
    return physical == INT32 || physical == INT64;
  }
}
