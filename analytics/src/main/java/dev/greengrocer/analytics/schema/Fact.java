package dev.greengrocer.analytics.schema;

import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.database.ReadSnapshot;
import dev.greengrocer.ledger.database.SnapshotRow;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
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
   * @param stored how many there are in all, also those whose month is unknown, as {@code total};
   *     null where each row sums up others: then the bounds are days
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

  /**
   * How many rows of the books were not read, because they cannot be or their month is unknown.
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

  /** Hands out the rows of a fact month by month, always in the same order. */
  public interface Reader {

    /** The months in which there may be rows. */
    SortedSet<YearMonth> months();

    /**
     * Reads the rows of a month. Those that cannot be read are left out.
     *
     * @param rows gets each row, a value for each column
     */
    void read(YearMonth month, Consumer<@Nullable Object[]> rows);
  }

  /**
   * Begins to read.
   *
   * @param members learns which members of dimensions the rows refer to
   */
  public Reader reader(ReadSnapshot books, ShopCalendar calendar, Members members) {
    if (sql.stored() == null) {
      return readAtOnce(books, members);
    }
    SortedSet<YearMonth> found = months.in(books, calendar);
    return new Reader() {
      @Override
      public SortedSet<YearMonth> months() {
        return found;
      }

      @Override
      public void read(YearMonth month, Consumer<@Nullable Object[]> rows) {
        Fact.this.read(books, months.bounds(month, calendar), members, rows);
      }
    };
  }

  /** Rows that sum up others are few, and to find those of a month takes as long as to find all. */
  private Reader readAtOnce(ReadSnapshot books, Members members) {
    SortedMap<YearMonth, List<@Nullable Object[]>> all = new TreeMap<>();
    read(
        books,
        List.of(LocalDate.of(0, 1, 1).toString(), LocalDate.of(9999, 12, 31).toString()),
        members,
        row -> all.computeIfAbsent(monthOf(row), month -> new ArrayList<>()).add(row));
    return new Reader() {
      @Override
      public SortedSet<YearMonth> months() {
        return new TreeSet<>(all.keySet());
      }

      @Override
      public void read(YearMonth month, Consumer<@Nullable Object[]> rows) {
        all.getOrDefault(month, List.of()).forEach(rows);
      }
    };
  }

  private static YearMonth monthOf(@Nullable Object[] row) {
    return Members.month((Long) Objects.requireNonNull(row[0]));
  }

  private void read(
      ReadSnapshot books, List<?> bounds, Members members, Consumer<@Nullable Object[]> rows) {
    books.forEach(
        sql.ofMonth(),
        bounds,
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
