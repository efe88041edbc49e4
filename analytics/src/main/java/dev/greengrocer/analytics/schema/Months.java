package dev.greengrocer.analytics.schema;

import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.database.ReadSnapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/** How the rows of a table are found month by month. */
interface Months {

  /** The months in which there may be rows. */
  SortedSet<YearMonth> in(ReadSnapshot books, ShopCalendar calendar);

  /** The values of the question marks in the SQL that finds the rows of a month. */
  List<?> bounds(YearMonth month, ShopCalendar calendar);

  /** By a column of days: {@code day BETWEEN ? AND ?}. */
  static Months ofDays(String table, String column) {
    return new Months() {
      @Override
      public SortedSet<YearMonth> in(ReadSnapshot books, ShopCalendar calendar) {
        SortedSet<YearMonth> months = new TreeSet<>();
        books.forEach(
            "SELECT DISTINCT SUBSTR(%s, 1, 7) AS month FROM %s".formatted(column, table),
            List.of(),
            row -> YearMonth.parse(row.text("month")),
            months::add);
        return months;
      }

      @Override
      public List<?> bounds(YearMonth month, ShopCalendar calendar) {
        return List.of(month.atDay(1).toString(), month.atEndOfMonth().toString());
      }
    };
  }

  /** By moments, as the calendar has them: {@code at >= ? AND at < ?}. */
  static Months ofMoments(String table) {
    return new Months() {
      @Override
      public SortedSet<YearMonth> in(ReadSnapshot books, ShopCalendar calendar) {
        return momentsIn(table, books, calendar);
      }

      @Override
      public List<?> bounds(YearMonth month, ShopCalendar calendar) {
        return List.of(
            start(month.atDay(1), calendar), start(month.plusMonths(1).atDay(1), calendar));
      }
    };
  }

  /**
   * By a column of days that were written down in the zone of then, and by the indexed moments near
   * them: {@code at >= ? AND at < ? AND day BETWEEN ? AND ?}.
   */
  static Months ofDaysNearMoments(String table) {
    return new Months() {
      /** The days by which two zones may differ. */
      private static final int APART = 2;

      @Override
      public SortedSet<YearMonth> in(ReadSnapshot books, ShopCalendar calendar) {
        SortedSet<YearMonth> months = new TreeSet<>();
        for (YearMonth month : momentsIn(table, books, calendar)) {
          months.addAll(List.of(month.minusMonths(1), month, month.plusMonths(1)));
        }
        return months;
      }

      @Override
      public List<?> bounds(YearMonth month, ShopCalendar calendar) {
        return List.of(
            start(month.atDay(1).minusDays(APART), calendar),
            start(month.plusMonths(1).atDay(1).plusDays(APART), calendar),
            month.atDay(1).toString(),
            month.atEndOfMonth().toString());
      }
    };
  }

  /** Leaps from month to month, so that an index need not be read from end to end. */
  private static SortedSet<YearMonth> momentsIn(
      String table, ReadSnapshot books, ShopCalendar calendar) {
    SortedSet<YearMonth> months = new TreeSet<>();
    long last = start(LocalDate.of(9999, 12, 1), calendar);
    AtomicLong next = new AtomicLong(0);
    while (next.get() <= last) {
      long from = next.getAndSet(Long.MAX_VALUE);
      books.forEach(
          "SELECT MIN(at) AS at FROM %s WHERE at BETWEEN ? AND ?".formatted(table),
          List.of(from, last),
          row -> Optional.ofNullable(row.optionalWhole("at")),
          at ->
              at.ifPresent(
                  moment -> {
                    YearMonth month = YearMonth.from(calendar.day(Instant.ofEpochMilli(moment)));
                    months.add(month);
                    next.set(start(month.plusMonths(1).atDay(1), calendar));
                  }));
    }
    return months;
  }

  private static long start(LocalDate day, ShopCalendar calendar) {
    return day.atStartOfDay(calendar.zone()).toInstant().toEpochMilli();
  }
}
