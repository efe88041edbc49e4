package dev.greengrocer.ledger.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The row of a {@link ReadSnapshot} that is being read, value by value, for those who know of no
 * JDBC. A value that is not what its column holds makes the row one that is left out.
 */
public final class SnapshotRow {

  private final StoredRow row;
  private final String name;

  SnapshotRow(ResultSet row, String name) {
    this.row = new StoredRow(row);
    this.name = name;
  }

  /** A text that is there. */
  public String text(String column) {
    return read(() -> row.text(column));
  }

  /** A text, or null. */
  public @Nullable String optionalText(String column) {
    return readOptional(() -> row.optionalText(column));
  }

  /** A whole number that is there. */
  public long whole(String column) {
    return read(() -> row.whole(column, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  /** A whole number, or null. */
  public @Nullable Long optionalWhole(String column) {
    return readOptional(() -> row.optionalWhole(column, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  /** A number that is there. */
  public double number(String column) {
    return read(() -> row.number(column));
  }

  /** A number, or null. */
  public @Nullable Double optionalNumber(String column) {
    return readOptional(() -> row.optionalNumber(column));
  }

  /** Yes or no. */
  public boolean flag(String column) {
    return read(() -> row.flag(column));
  }

  /** A moment, which tables hold in epoch milliseconds. */
  public Instant moment(String column) {
    return read(() -> row.moment(column));
  }

  /** A day such as {@code 2026-11-24}. */
  public LocalDate day(String column) {
    return read(() -> row.day(column));
  }

  private <T> T read(Reading<T> reading) {
    try {
      return reading.read();
    } catch (SQLException e) {
      throw DatabaseFailures.storage(name, e);
    }
  }

  private <T> @Nullable T readOptional(OptionalReading<T> reading) {
    try {
      return reading.read();
    } catch (SQLException e) {
      throw DatabaseFailures.storage(name, e);
    }
  }

  private interface Reading<T> {
    T read() throws SQLException;
  }

  private interface OptionalReading<T> {
    @Nullable T read() throws SQLException;
  }
}
