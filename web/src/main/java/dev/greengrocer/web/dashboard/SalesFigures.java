package dev.greengrocer.web.dashboard;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was sold, by kind and by day, as the books of sales add it up. Thread-safe. */
@Repository
class SalesFigures {

  private final JdbcClient database;

  SalesFigures(JdbcClient database) {
    this.database = database;
  }

  /** What was sold of each kind, the most valuable first. */
  List<Kind> byKind(Days days) {
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
            (row, number) ->
                new Kind(
                    row.getString("name"),
                    row.getLong("lines"),
                    row.getLong("grams"),
                    row.getLong("pieces"),
                    money(row.getLong("total"), row.getString("currency")),
                    row.getString("currency")))
        .list();
  }

  /** What was sold on each day on which anything was. */
  List<Day> byDay(Days days) {
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
            (row, number) ->
                new Day(
                    LocalDate.parse(row.getString("sold_on")),
                    money(row.getLong("total"), row.getString("currency")),
                    row.getString("currency")))
        .list();
  }

  /** Whole minor units as an amount of the currency. */
  private static BigDecimal money(long minorUnits, String currency) {
    return BigDecimal.valueOf(
        minorUnits, Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits()));
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
  record Kind(
      String name, long lines, long grams, long pieces, BigDecimal total, String currency) {}

  /**
   * What was sold on a day.
   *
   * @param date the shop's day
   * @param total for how much
   * @param currency in which currency
   */
  record Day(LocalDate date, BigDecimal total, String currency) {}
}
