package dev.greengrocer.ledger.figures;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was sold, by kind and by day, as the books of sales add it up. Thread-safe. */
@Repository
public class SalesFigures {

  private final JdbcClient database;

  SalesFigures(JdbcClient database) {
    this.database = database;
  }

  /** What was sold of each kind, the most valuable first. */
  public List<Kind> byKind(Days days) {
    return database
        .sql(
            """
            SELECT name, currency, SUM(line_count) AS lines, SUM(grams) AS grams,
              SUM(pieces) AS pieces, SUM(total) AS total
            FROM sales_by_day WHERE sold_on BETWEEN :first AND :last
            GROUP BY name, currency ORDER BY SUM(total) DESC, name
            """)
        .param("first", days.first().toString())
        .param("last", days.last().toString())
        .query(
            (row, number) -> {
              String name = row.getString("name");
              long lines = row.getLong("lines");
              long grams = row.getLong("grams");
              long pieces = row.getLong("pieces");
              return money(row)
                  .map(
                      total ->
                          new Kind(name, lines, grams, pieces, total.amount(), total.currency()));
            })
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** What was sold on each day on which anything was. */
  public List<Day> byDay(Days days) {
    return database
        .sql(
            """
            SELECT sold_on, currency, SUM(total) AS total
            FROM sales_by_day WHERE sold_on BETWEEN :first AND :last
            GROUP BY sold_on, currency ORDER BY sold_on, currency
            """)
        .param("first", days.first().toString())
        .param("last", days.last().toString())
        .query(
            (row, number) -> {
              String day = row.getString("sold_on");
              return money(row)
                  .flatMap(
                      total ->
                          date(day).map(date -> new Day(date, total.amount(), total.currency())));
            })
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private record Amount(BigDecimal amount, String currency) {}

  /** Whole minor units as an amount of their currency; empty when there is no such currency. */
  private static Optional<Amount> money(ResultSet row) throws SQLException {
    String code = row.getString("currency");
    long total = row.getLong("total");
    return decimals(code).map(decimals -> new Amount(BigDecimal.valueOf(total, decimals), code));
  }

  /** How many decimals a currency has; empty when there is none: {@link LeftOutRows} counts it. */
  static Optional<Integer> decimals(String currency) {
    try {
      return Optional.of(Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The day of a sale; empty when it is none: {@link LeftOutRows} counts it. */
  static Optional<LocalDate> date(String day) {
    try {
      return Optional.of(LocalDate.parse(day));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * What was sold of a kind.
   *
   * @param name what was sold
   * @param lines how many lines of receipts
   * @param grams how much by weight, net
   * @param pieces how many by the piece
   * @param total for how much
   * @param currency in which currency
   */
  public record Kind(
      String name, long lines, long grams, long pieces, BigDecimal total, String currency) {}

  /**
   * What was sold on a day.
   *
   * @param date the shop's day
   * @param total for how much
   * @param currency in which currency
   */
  public record Day(LocalDate date, BigDecimal total, String currency) {}
}
