package dev.greengrocer.analytics.schema;

import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.database.ReadSnapshot;
import dev.greengrocer.ledger.database.SnapshotRow;
import java.time.YearMonth;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A table of what happened, a row for each time; it is read month by month. Its first column is the
 * day of the shop on which it happened, which decides the month. Immutable.
 */
public final class Fact implements Table {

  private final String name;
  private final String words;
  private final List<String> key;
  private final Months months;
  private final Sql sql;
  private final List<Cell<Source>> cells;

  /**
   * A table.
   *
   * @param sql finds the rows
   */
  Fact(
      String name,
      String words,
      List<String> key,
      Months months,
      Sql sql,
      List<Cell<Source>> cells) {
    this.name = name;
    this.words = words;
    this.key = List.copyOf(key);
    this.months = months;
    this.sql = sql;
    this.cells = List.copyOf(cells);
  }

  /**
   * How the rows are found.
   *
   * @param ofMonth those of a month in an order that is always the same; its question marks are the
   *     bounds of {@link Months}
   * @param stored how many there are in all, also those whose month cannot be told, as {@code
   *     total}; null where each row sums up others
   */
  record Sql(String ofMonth, @Nullable String stored) {}

  /**
   * What a row is made of.
   *
   * @param row what the SQL found
   * @param members hands out the keys of dimensions
   */
  record Source(SnapshotRow row, Members members) {}

  @Override
  public String name() {
    return name;
  }

  @Override
  public String words() {
    return words;
  }

  @Override
  public List<String> key() {
    return key;
  }

  @Override
  public List<Column> columns() {
    return cells.stream().map(Cell::column).toList();
  }

  /** The months in which there may be rows. */
  public SortedSet<YearMonth> months(ReadSnapshot books, ShopCalendar calendar) {
    return months.in(books, calendar);
  }

  /**
   * How many rows of the books were not read, because they cannot be or their month cannot be told.
   *
   * @param read how many were
   */
  public long leftOut(ReadSnapshot books, long read) {
    String stored = sql.stored();
    if (stored == null) {
      return 0;
    }
    AtomicLong total = new AtomicLong();
    books.forEach(stored, List.of(), row -> row.whole("total"), total::addAndGet);
    return total.get() - read;
  }

  /**
   * Reads the rows of a month, always in the same order. Those that cannot be read are left out.
   *
   * @param members learns which members of dimensions the rows refer to
   * @param rows gets each row, a value for each column
   */
  public void read(
      ReadSnapshot books,
      ShopCalendar calendar,
      YearMonth month,
      Members members,
      Consumer<@Nullable Object[]> rows) {
    books.forEach(
        sql.ofMonth(),
        months.bounds(month, calendar),
        found -> {
          Source source = new Source(found, members);
          @Nullable Object[] row = new Object[cells.size()];
          for (int i = 0; i < row.length; i++) {
            row[i] = cells.get(i).value().of(source);
          }
          return row;
        },
        rows);
  }
}
