package dev.greengrocer.analytics.excel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.StorageException;
import dev.greengrocer.analytics.FilledBooks;
import dev.greengrocer.ledger.database.ReadSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a spreadsheet finds in the workbook of a month. */
final class MonthWorkbookTest {

  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

  @TempDir Path folder;
  private FilledBooks books;
  private Path file;

  @BeforeEach
  void fill() {
    books = FilledBooks.write(folder.resolve("data"), 400);
    file = folder.resolve("2026-11.xlsx");
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void sums_are_those_of_the_books_in_whole_units() throws IOException {
    MonthWorkbook.Summary written = write(NOVEMBER);

    Map<String, List<List<@Nullable Object>>> sheets = read();
    assertThat(sheets.keySet())
        .containsExactlyInAnyOrder(
            "Sales", "Sales by day", "Goods", "Taxes", "Answers by day", "Kinds", "Models");
    assertThat(written.sheets()).isEqualTo(sheets.size());
    assertThat(written.rows())
        .isEqualTo(sheets.values().stream().mapToInt(rows -> rows.size() - 1).sum());
    assertThat(written.rowsLeftOut()).isZero();
    BigDecimal taken =
        BigDecimal.valueOf(
            whole(
                "SELECT SUM(total) FROM sales WHERE voided_at IS NULL AND sold_on LIKE '2026-11-%'"),
            2);
    List<List<@Nullable Object>> sales = rows(sheets, "Sales");
    assertThat(sales).hasSize(2);
    assertThat(sales.get(1).get(0)).isEqualTo("EUR");
    assertThat((BigDecimal) sales.get(1).get(7)).isEqualByComparingTo(taken);
    assertThat(sum(rows(sheets, "Sales by day"), 4)).isEqualByComparingTo(taken);
    assertThat(sum(rows(sheets, "Goods"), 5)).isEqualByComparingTo(taken);
    assertThat(sum(rows(sheets, "Answers by day"), 1))
        .isEqualByComparingTo(sum(rows(sheets, "Kinds"), 1))
        .isEqualByComparingTo(sum(rows(sheets, "Models"), 1))
        .isEqualByComparingTo(
            BigDecimal.valueOf(
                whole("SELECT COUNT(*) FROM predictions WHERE answered_on LIKE '2026-11-%'")));
  }

  @Test
  void receipts_and_returns_are_counted_apart() throws IOException {
    write(NOVEMBER);

    String kept = " FROM sales WHERE voided_at IS NULL AND sold_on LIKE '2026-11-%' AND return_of ";
    long receipts = whole("SELECT COUNT(*)" + kept + "IS NULL");
    long returns = whole("SELECT COUNT(*)" + kept + "IS NOT NULL");
    BigDecimal returned = BigDecimal.valueOf(-whole("SELECT SUM(total)" + kept + "IS NOT NULL"), 2);
    assertThat(returns).isPositive();
    Map<String, List<List<@Nullable Object>>> sheets = read();
    assertThat(rows(sheets, "Sales").get(0))
        .containsSubsequence("Receipts", "Returns", "Returned", "Goods");
    List<@Nullable Object> sales = rows(sheets, "Sales").get(1);
    assertThat((BigDecimal) sales.get(1)).isEqualByComparingTo(BigDecimal.valueOf(receipts));
    assertThat((BigDecimal) sales.get(2)).isEqualByComparingTo(BigDecimal.valueOf(returns));
    assertThat((BigDecimal) sales.get(3)).isEqualByComparingTo(returned).isPositive();
    assertThat(sum(rows(sheets, "Sales by day"), 2))
        .isEqualByComparingTo(BigDecimal.valueOf(receipts));
    assertThat(sum(rows(sheets, "Sales by day"), 3))
        .isEqualByComparingTo(BigDecimal.valueOf(returns));
  }

  @Test
  void days_rates_and_weights_are_numbers_and_not_text() throws IOException {
    write(NOVEMBER);

    Map<String, List<List<@Nullable Object>>> sheets = read();
    assertThat(rows(sheets, "Taxes").get(1))
        .satisfies(row -> assertThat((BigDecimal) row.get(1)).isEqualByComparingTo("0.07"));
    // Days are counted from the end of 1899 by spreadsheets.
    double days =
        (double) LocalDate.of(2026, 11, 1).toEpochDay() - LocalDate.of(1899, 12, 30).toEpochDay();
    assertThat(
            ((BigDecimal) Objects.requireNonNull(rows(sheets, "Answers by day").get(1).get(0)))
                .doubleValue())
        .isEqualTo(days);
    assertThat(rows(sheets, "Goods").subList(1, rows(sheets, "Goods").size()))
        .allSatisfy(row -> assertThat(row.get(3)).isInstanceOf(BigDecimal.class));
  }

  /** A name that begins like a formula stays a text: a spreadsheet must not run it. */
  @Test
  void a_name_is_never_a_formula() throws IOException {
    books.damage("UPDATE sale_lines SET name = '=1+1' WHERE name = 'lemon'");

    write(NOVEMBER);

    try (InputStream in = Files.newInputStream(file);
        ReadableWorkbook workbook = new ReadableWorkbook(in)) {
      Sheet goods = workbook.findSheet("Goods").orElseThrow();
      List<Cell> names = goods.read().stream().map(row -> row.getCell(0)).toList();
      assertThat(names).extracting(Cell::getType).containsOnly(CellType.STRING);
      assertThat(names).extracting(Cell::asString).contains("=1+1");
    }
  }

  @Test
  void a_month_without_anything_has_headings_alone() throws IOException {
    assertThat(write(YearMonth.of(2020, 1)).rows()).isZero();

    assertThat(read()).allSatisfy((name, rows) -> assertThat(rows).hasSize(1));
  }

  @Test
  void nobody_is_named() throws IOException {
    write(NOVEMBER);

    assertThat(read().toString()).doesNotContain("Smith", "clerkann", "clerkbob", "reviewer");
  }

  @Test
  void a_row_that_cannot_be_read_is_counted() {
    books.damage(
        "UPDATE sales SET currency = x'00' WHERE number = (SELECT MAX(number) FROM sales)");

    assertThat(write(NOVEMBER).rowsLeftOut()).isPositive();
  }

  @Test
  void an_older_file_is_replaced_whole_or_not_at_all() throws IOException {
    Files.writeString(file, "old");

    assertThatThrownBy(
            () -> {
              try (ReadSnapshot snapshot = books.snapshot()) {
                MonthWorkbook.write(snapshot, NOVEMBER, file.resolve("inside.xlsx"));
              }
            })
        .isInstanceOf(StorageException.class);
    assertThat(file).hasContent("old");
    write(NOVEMBER);

    assertThat(read()).isNotEmpty();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("data", "2026-11.xlsx");
    }
  }

  private MonthWorkbook.Summary write(YearMonth month) {
    try (ReadSnapshot snapshot = books.snapshot()) {
      return MonthWorkbook.write(snapshot, month, file);
    }
  }

  /** The cells of each sheet: numbers as decimals, all else as text. */
  private Map<String, List<List<@Nullable Object>>> read() throws IOException {
    Map<String, List<List<@Nullable Object>>> sheets = new HashMap<>();
    try (InputStream in = Files.newInputStream(file);
        ReadableWorkbook workbook = new ReadableWorkbook(in)) {
      for (Sheet sheet : workbook.getSheets().toList()) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Row row : sheet.read()) {
          List<@Nullable Object> cells = new ArrayList<>();
          for (int i = 0; i < row.getCellCount(); i++) {
            Cell cell = row.getCell(i);
            cells.add(
                cell == null
                    ? null
                    : cell.getType() == CellType.NUMBER ? cell.asNumber() : cell.getText());
          }
          rows.add(cells);
        }
        sheets.put(sheet.getName(), rows);
      }
    }
    return sheets;
  }

  private static List<List<@Nullable Object>> rows(
      Map<String, List<List<@Nullable Object>>> sheets, String name) {
    return Objects.requireNonNull(sheets.get(name));
  }

  private static BigDecimal sum(List<List<@Nullable Object>> rows, int column) {
    return rows.subList(1, rows.size()).stream()
        .map(row -> (BigDecimal) Objects.requireNonNull(row.get(column)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private long whole(String sql) {
    return Objects.requireNonNull(books.database.sql(sql).query(Long.class).single());
  }
}
