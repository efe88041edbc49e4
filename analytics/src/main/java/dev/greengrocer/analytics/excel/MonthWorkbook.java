package dev.greengrocer.analytics.excel;

import dev.greengrocer.StorageException;
import dev.greengrocer.files.AtomicFile;
import dev.greengrocer.ledger.database.ReadSnapshot;
import dev.greengrocer.ledger.database.SnapshotRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a month as a workbook (.xlsx), which every spreadsheet opens with its own decimal
 * signs: sales, days, goods, taxes, answers, kinds and models. Money is in whole units of its
 * currency, shown with its digits; returns are taken off and counted apart, and voided receipts
 * count in none but their own column. No customer and no clerk is in it. Stateless.
 *
 * <pre>{@code
 * try (ReadSnapshot books = ReadSnapshot.of(database, "greengrocer.sqlite")) {
 *   MonthWorkbook.write(books, YearMonth.of(2026, 11), Path.of("2026-11.xlsx"));
 * }
 * }</pre>
 */
public final class MonthWorkbook {

  private static final String CURRENCY = "currency";
  private static final int GRAMS_DIGITS = 3;
  private static final int RATE_DIGITS = 4;

  private MonthWorkbook() {}

  /**
   * What a workbook holds.
   *
   * @param sheets how many
   * @param rows of all sheets, headings aside
   * @param rowsLeftOut those of the books that cannot be read, which 'db check' names
   */
  public record Summary(int sheets, int rows, long rowsLeftOut) {}

  /**
   * Writes or replaces a workbook; a run that is killed leaves the old file.
   *
   * @return what it holds
   * @throws StorageException if the books cannot be read or the file cannot be written
   */
  public static Summary write(ReadSnapshot books, YearMonth month, Path file) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int rows = 0;
    long leftOut = leftOutOfSales(books, month);
    try (Workbook workbook = new Workbook(bytes, "Greengrocer", "1.0")) {
      workbook.properties().setTitle("Figures of " + month);
      for (Sheet sheet : Sheets.all()) {
        Filling filling = new Filling(workbook.newWorksheet(sheet.name()), sheet);
        filling.fill(books, month);
        rows += filling.rows;
        leftOut += filling.leftOut;
      }
      workbook.finish();
    } catch (IOException e) {
      throw StorageException.writing(file, e);
    }
    AtomicFile.write(file, bytes.toByteArray());
    return new Summary(Sheets.all().size(), rows, leftOut);
  }

  /** What the views of sales leave out, which the sheets are made of. */
  private static long leftOutOfSales(ReadSnapshot books, YearMonth month) {
    List<Long> rows = new ArrayList<>();
    String first = month.atDay(1).toString();
    String last = month.atEndOfMonth().toString();
    books.forEach(
        """
        SELECT (SELECT COUNT(*) FROM sales s WHERE s.sold_on BETWEEN ? AND ?
            AND s.id NOT IN (SELECT id FROM readable_sales))
          + (SELECT COUNT(*) FROM sale_lines l JOIN sales s ON s.id = l.sale_id WHERE s.sold_on BETWEEN ? AND ?
            AND NOT EXISTS (SELECT 1 FROM readable_sale_lines r WHERE r.sale_id = l.sale_id AND r.position = l.position))
          + (SELECT COUNT(*) FROM sale_taxes t JOIN sales s ON s.id = t.sale_id WHERE s.sold_on BETWEEN ? AND ?
            AND NOT EXISTS (SELECT 1 FROM readable_sale_taxes r WHERE r.sale_id = t.sale_id AND r.tax_rate = t.tax_rate))
          AS left_out
        """,
        List.of(first, last, first, last, first, last),
        row -> row.whole("left_out"),
        rows::add);
    return rows.stream().mapToLong(Long::longValue).sum();
  }

  /** A sheet that is being filled. */
  private static final class Filling {

    private final Worksheet worksheet;
    private final Sheet sheet;
    private int rows;
    private long leftOut;

    Filling(Worksheet worksheet, Sheet sheet) {
      this.worksheet = worksheet;
      this.sheet = sheet;
    }

    void fill(ReadSnapshot books, YearMonth month) {
      for (int column = 0; column < sheet.columns().size(); column++) {
        worksheet.value(0, column, sheet.columns().get(column).heading());
        worksheet.style(0, column).bold().set();
        worksheet.width(column, sheet.columns().get(column).kind().width());
      }
      worksheet.freezePane(0, 1);
      leftOut +=
          books.forEach(
              sheet.sql(),
              List.of(month.atDay(1).toString(), month.atEndOfMonth().toString()),
              this::read,
              this::add);
    }

    private @Nullable Object[] read(SnapshotRow found) {
      @Nullable Object[] values = new Object[sheet.columns().size()];
      for (int column = 0; column < values.length; column++) {
        String name = sheet.columns().get(column).name();
        values[column] =
            switch (sheet.columns().get(column).kind()) {
              case TEXT -> found.text(name);
              case DAY -> found.day(name);
              case COUNT -> found.whole(name);
              case MONEY -> BigDecimal.valueOf(found.whole(name), digits(found.text(CURRENCY)));
              case KILOGRAMS -> BigDecimal.valueOf(found.whole(name), GRAMS_DIGITS);
              case RATE -> BigDecimal.valueOf(found.whole(name), RATE_DIGITS);
              case SHARE, NUMBER -> found.optionalNumber(name);
            };
      }
      return values;
    }

    private void add(@Nullable Object[] values) {
      rows++;
      for (int column = 0; column < values.length; column++) {
        SheetColumn.Kind kind = sheet.columns().get(column).kind();
        Object value = values[column];
        if (value instanceof Number number) {
          worksheet.value(rows, column, number);
        } else if (value instanceof LocalDate day) {
          worksheet.value(rows, column, day);
        } else if (value != null) {
          worksheet.value(rows, column, value.toString());
        }
        if (kind == SheetColumn.Kind.MONEY && value instanceof BigDecimal money) {
          format(column, money.scale() == 0 ? "#,##0" : "#,##0." + "0".repeat(money.scale()));
        } else if (!kind.format().isEmpty()) {
          format(column, kind.format());
        }
      }
    }

    private void format(int column, String format) {
      worksheet.style(rows, column).format(format).set();
    }

    /** Digits behind the point; a currency that Java does not know has two. */
    private static int digits(String currency) {
      try {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
      } catch (IllegalArgumentException e) {
        return 2;
      }
    }
  }
}
