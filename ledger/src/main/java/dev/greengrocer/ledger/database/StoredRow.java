package dev.greengrocer.ledger.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table, value by value. SQLite keeps whatever is written into a column and its driver
 * reads text as the number 0; here each value is what its column holds, or an exception that names
 * the column and the value. See {@link Stored}.
 */
public final class StoredRow {

  /** The first moment after the year 9999, in epoch milliseconds. */
  public static final long END_OF_TIME = 253_402_300_800_000L;

  /**
   * Longer than anything takes, in microseconds: some thirty years. Thousands of them can be added
   * up, as views do.
   */
  public static final long MOST_MICROS = 1_000_000_000_000_000L;

  private final ResultSet row;

  StoredRow(ResultSet row) {
    this.row = row;
  }

  /** A text that is there. */
  public String text(String column) throws SQLException {
    String text = optionalText(column);
    if (text == null) {
      throw new UnreadableValueException(column, "null", "must not be missing");
    }
    return text;
  }

  /** A text, or null. */
  public @Nullable String optionalText(String column) throws SQLException {
    Object value = row.getObject(column);
    if (value instanceof byte[]) {
      throw new UnreadableValueException(column, value, "must be text");
    }
    if (value instanceof String text) {
      return text;
    }
    return value == null ? null : row.getString(column);
  }

  /** A whole number that is there and lies within bounds. */
  public long whole(String column, long least, long most) throws SQLException {
    Long number = optionalWhole(column, least, most);
    if (number == null) {
      throw new UnreadableValueException(column, "null", bounds(least, most));
    }
    return number;
  }

  /** A whole number within bounds, or null. */
  public @Nullable Long optionalWhole(String column, long least, long most) throws SQLException {
    Object value = row.getObject(column);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Long || value instanceof Integer)) {
      throw new UnreadableValueException(column, value, bounds(least, most));
    }
    long number = ((Number) value).longValue();
    if (number < least || number > most) {
      throw new UnreadableValueException(column, value, bounds(least, most));
    }
    return number;
  }

  private static String bounds(long least, long most) {
    return least == Long.MIN_VALUE || most == Long.MAX_VALUE
        ? "must be a whole number"
        : "must be a whole number from %d to %d".formatted(least, most);
  }

  /** Yes or no; SQLite keeps 1 or 0. */
  public boolean flag(String column) throws SQLException {
    Object value = row.getObject(column);
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value instanceof Integer number && (number == 0 || number == 1)) {
      return number == 1;
    }
    throw new UnreadableValueException(column, value == null ? "null" : value, "must be 0 or 1");
  }

  /** A number from 0 to 1. */
  public double share(String column) throws SQLException {
    Object value = row.getObject(column);
    if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 1) {
      return number.doubleValue();
    }
    throw new UnreadableValueException(
        column, value == null ? "null" : value, "must be a number from 0 to 1");
  }

  /** A number that is there, whole or not. */
  public double number(String column) throws SQLException {
    return number(column, row.getObject(column));
  }

  private static double number(String column, @Nullable Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new UnreadableValueException(column, value == null ? "null" : value, "must be a number");
  }

  /** A number, or null. */
  public @Nullable Double optionalNumber(String column) throws SQLException {
    Object value = row.getObject(column);
    return value == null ? null : (Double) number(column, value);
  }

  /** A moment, which tables hold in epoch milliseconds. */
  public Instant moment(String column) throws SQLException {
    return Instant.ofEpochMilli(whole(column, 0, END_OF_TIME - 1));
  }

  /** A moment, or null. */
  public @Nullable Instant optionalMoment(String column) throws SQLException {
    Long millis = optionalWhole(column, 0, END_OF_TIME - 1);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  /** A day such as {@code 2026-11-24}. */
  public LocalDate day(String column) throws SQLException {
    return parsed(column, "must be a day such as 2026-11-24", LocalDate::parse);
  }

  /** A day, or null. */
  public @Nullable LocalDate optionalDay(String column) throws SQLException {
    return optionalText(column) == null ? null : day(column);
  }

  /**
   * A text that a parser understands.
   *
   * @param expected what it must be, such as {@code must be cash or card}
   */
  public <T> T parsed(String column, String expected, Function<String, T> parser)
      throws SQLException {
    String text = text(column);
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new UnreadableValueException(column, text, expected);
    }
  }
}
