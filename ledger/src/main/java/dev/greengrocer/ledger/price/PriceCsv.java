package dev.greengrocer.ledger.price;

import dev.greengrocer.files.Csv;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Price lists as CSV: {@code name,unit,price,plu,from,to,tax}. The columns may be in any order;
 * {@code plu}, {@code from}, {@code to} and {@code tax} may be missing, and without a first day a
 * price counts from today. A semicolon or tab instead of the comma, as some spreadsheets write, is
 * understood, and so are the sign of the shop's currency beside a price and other words for a unit.
 */
public final class PriceCsv {

  private static final Pattern DOTTED_DAY = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})");
  private static final String[] COLUMNS = {"name", "unit", "price", "plu", "from", "to", "tax"};
  private static final int MOST_ROWS = 10_000;
  private static final int MOST_FAULTS = 100;
  private static final Pattern SEPARATOR = Pattern.compile("(?i)sep=[,;\\t]");
  private static final Pattern BLANK = Pattern.compile("[\\s\\u00a0,;\"]*");

  private PriceCsv() {}

  /**
   * What a file says.
   *
   * @param prices the rows, if there is no fault
   * @param faults every fault with its line, in the order of lines
   */
  public record Reading(List<Price> prices, List<String> faults) {

    public Reading {
      prices = List.copyOf(prices);
      faults = List.copyOf(faults);
    }
  }

  public static void write(Appendable out, List<Price> prices, Till till) {
    Csv file = Csv.to(out, COLUMNS);
    for (Price price : prices) {
      file.line(
          price.name(),
          price.unit().id(),
          till.plain(price.amount()),
          price.plu(),
          price.from(),
          price.to(),
          price.tax() == null ? null : price.tax().percent());
    }
  }

  /** Reads a whole file and lists all that is wrong with it, not only the first fault. */
  static Reading read(String text, Till till, LocalDate today) {
    return read(text, till, today, PriceCsv::asWritten);
  }

  private static Price asWritten(Row row) {
    Unit unit = row.unit();
    if (unit == null) {
      throw new RefusedException(Problem.UNPROCESSABLE, "unit '': kg or piece");
    }
    String plu = row.plu();
    return new Price(
        row.name(),
        unit,
        row.amount(),
        plu == null || plu.isEmpty() ? null : plu,
        row.tax() == null ? null : row.tax().rate(),
        row.from(),
        row.to());
  }

  /**
   * A row before the price list has added what the file leaves out.
   *
   * @param unit null when the cell is empty
   * @param plu null to keep the code, empty to remove it
   * @param tax null when the file has no such column
   */
  record Row(
      String name,
      @Nullable Unit unit,
      long amount,
      @Nullable String plu,
      LocalDate from,
      @Nullable LocalDate to,
      @Nullable TaxChoice tax) {}

  /** Makes a price of a row. */
  interface Completion {
    /** The price, under its canonical name. */
    Price of(Row row);
  }

  /**
   * Reads a whole file as the price list understands it: under canonical names, with the unit and
   * code that goods have.
   */
  static Reading read(String text, Till till, LocalDate today, Completion completion) {
    Content content = Content.of(text);
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(content.delimiter())
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreHeaderCase(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();
    try (Reader reader = new StringReader(content.text());
        CSVParser parser = format.parse(reader)) {
      return rows(parser, content.skipped(), till, today, completion);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      return new Reading(List.of(), List.of("not a CSV file: " + e.getMessage()));
    }
  }

  /**
   * A file without what spreadsheets put before the header.
   *
   * @param skipped how many lines that was
   */
  private record Content(String text, char delimiter, int skipped) {

    static Content of(String file) {
      String text = file.startsWith("\uFEFF") ? file.substring(1) : file;
      int skipped = 0;
      Character said = null;
      while (true) {
        int end = endOfLine(text);
        String line = text.substring(0, end);
        boolean separator = SEPARATOR.matcher(line).matches();
        if (end == text.length() || (!separator && !BLANK.matcher(line).matches())) {
          char delimiter = said == null ? guess(line) : said;
          return new Content(text, delimiter, skipped);
        }
        if (separator) {
          said = line.charAt("sep=".length());
        }
        int next = text.startsWith("\r\n", end) ? end + 2 : end + 1;
        text = text.substring(next);
        skipped++;
      }
    }

    private static int endOfLine(String text) {
      for (int i = 0; i < text.length(); i++) {
        if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
          return i;
        }
      }
      return text.length();
    }

    private static char guess(String head) {
      if (head.indexOf(';') >= 0) {
        return ';';
      }
      return head.indexOf('\t') >= 0 && head.indexOf(',') < 0 ? '\t' : ',';
    }
  }

  private static Reading rows(
      CSVParser parser, int skipped, Till till, LocalDate today, Completion completion) {
    List<String> faults = new ArrayList<>();
    for (String column : List.of("name", "unit", "price")) {
      if (parser.getHeaderNames().stream().noneMatch(column::equalsIgnoreCase)) {
        faults.add(
            "line %d: no column '%s'; the columns are %s, with a comma, semicolon or tab between"
                .formatted(skipped + 1, column, String.join(",", COLUMNS)));
      }
    }
    if (!faults.isEmpty()) {
      return new Reading(List.of(), faults);
    }
    List<Price> prices = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Map<String, String> codes = new HashMap<>();
    for (CSVRecord row : parser) {
      // The line on which the row began, as an editor counts: rows may hold line breaks.
      String line = "line %d: ".formatted(parser.getCurrentLineNumber() + skipped);
      if (blank(row)) {
        continue;
      }
      if (row.getRecordNumber() > MOST_ROWS) {
        faults.add(line + "more than %d prices; split the file".formatted(MOST_ROWS));
        break;
      }
      Price price = price(row, line, till, today, completion, faults);
      if (price != null) {
        if (!seen.add(GoodsNames.key(price.name()) + "\n" + price.from())) {
          faults.add(line + "'%s' has two prices from %s".formatted(price.name(), price.from()));
        }
        String other = price.plu() == null ? null : codes.putIfAbsent(price.plu(), price.name());
        if (other != null && !other.equals(price.name())) {
          faults.add(
              line
                  + "PLU %s of '%s': it is the code of '%s'"
                      .formatted(price.plu(), price.name(), other));
        }
        prices.add(price);
      }
    }
    if (prices.isEmpty() && faults.isEmpty()) {
      faults.add("line 1: no prices below the header");
    }
    if (faults.size() > MOST_FAULTS) {
      int more = faults.size() - MOST_FAULTS;
      faults.subList(MOST_FAULTS, faults.size()).clear();
      faults.add("and %d more".formatted(more));
    }
    return new Reading(faults.isEmpty() ? prices : List.of(), faults);
  }

  /** A row's price, or null and all its faults. */
  private static @Nullable Price price(
      CSVRecord row,
      String line,
      Till till,
      LocalDate today,
      Completion completion,
      List<String> faults) {
    int before = faults.size();
    String name = read(faults, line, () -> Price.name(cell(row, "name")));
    Optional<Unit> unit = read(faults, line, () -> unit(cell(row, "unit")));
    Long amount = read(faults, line, () -> till.price(cell(row, "price")));
    LocalDate from = read(faults, line, () -> day("from", cell(row, "from"), today));
    LocalDate to = read(faults, line, () -> day("to", cell(row, "to"), LocalDate.MAX));
    String plu = code(cell(row, "plu"));
    Optional<TaxChoice> tax =
        row.isMapped("tax")
            ? read(faults, line, () -> Optional.of(TaxChoice.of(cell(row, "tax"))))
            : Optional.empty();
    if (name == null
        || unit == null
        || amount == null
        || from == null
        || to == null
        || tax == null) {
      return null;
    }
    Price price =
        read(
            faults,
            line,
            () ->
                completion.of(
                    new Row(
                        name,
                        unit.orElse(null),
                        amount,
                        plu,
                        from,
                        to.equals(LocalDate.MAX) ? null : to,
                        tax.orElse(null))));
    return faults.size() > before ? null : price;
  }

  private interface Read<T> {
    T read();
  }

  private static <T> @Nullable T read(List<String> faults, String line, Read<T> part) {
    try {
      return part.read();
    } catch (RefusedException e) {
      faults.add(line + e.getMessage());
    }
    return null;
  }

  private static boolean blank(CSVRecord row) {
    return row.stream().allMatch(cell -> PlainDecimal.trimmed(cell).isEmpty());
  }

  private static Optional<Unit> unit(String cell) {
    if (cell.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Unit.written(cell));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          Problem.UNPROCESSABLE, "unit '%s': kg or piece".formatted(PlainDecimal.shortened(cell)));
    }
  }

  /** As in the form of the page: an empty cell changes nothing, a dash removes. */
  private static @Nullable String code(String cell) {
    if (cell.isEmpty()) {
      return null;
    }
    return cell.equals("-") ? "" : cell;
  }

  /** Days as the export writes them, and as spreadsheets do where days have dots. */
  private static LocalDate day(String column, String cell, LocalDate otherwise) {
    try {
      if (cell.isEmpty()) {
        return otherwise;
      }
      Matcher dotted = DOTTED_DAY.matcher(cell);
      return dotted.matches()
          ? LocalDate.of(
              Integer.parseInt(dotted.group(3)),
              Integer.parseInt(dotted.group(2)),
              Integer.parseInt(dotted.group(1)))
          : LocalDate.parse(cell);
    } catch (DateTimeException e) {
      throw new RefusedException(
          Problem.UNPROCESSABLE,
          "%s '%s': a day is written 2026-11-24 or 24.11.2026"
              .formatted(column, PlainDecimal.shortened(cell)));
    }
  }

  private static String cell(CSVRecord row, String column) {
    return row.isMapped(column) && row.isSet(column)
        ? PlainDecimal.trimmed(Csv.text(row.get(column)))
        : "";
  }
}
