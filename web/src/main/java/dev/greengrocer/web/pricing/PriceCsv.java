package dev.greengrocer.web.pricing;

import dev.greengrocer.web.Csv;
import dev.greengrocer.web.RefusedException;
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
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Price lists as CSV: {@code name,unit,price,plu,from,to}. The columns may stand in any order;
 * {@code plu}, {@code from} and {@code to} may be missing, and without a first day a price counts
 * from today. A semicolon instead of the comma, as some spreadsheets write, is understood.
 */
final class PriceCsv {

  private static final String[] COLUMNS = {"name", "unit", "price", "plu", "from", "to"};
  private static final int MOST_ROWS = 10_000;
  private static final int MOST_FAULTS = 100;

  private PriceCsv() {}

  /**
   * What a file says.
   *
   * @param prices the rows, if there is no fault
   * @param faults every fault with its line, in the order of lines
   */
  record Reading(List<Price> prices, List<String> faults) {

    Reading {
      prices = List.copyOf(prices);
      faults = List.copyOf(faults);
    }
  }

  static void write(Appendable out, List<Price> prices, Till till) {
    Csv file = Csv.to(out, COLUMNS);
    for (Price price : prices) {
      file.line(
          price.name(),
          price.unit().id(),
          till.plain(price.amount()),
          price.plu(),
          price.from(),
          price.to());
    }
  }

  /** Reads a whole file and lists all that is wrong with it, not only the first fault. */
  static Reading read(String text, Till till, LocalDate today) {
    String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
    String head = content.lines().findFirst().orElse("");
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(head.contains(";") ? ';' : ',')
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreHeaderCase(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();
    try (Reader reader = new StringReader(content);
        CSVParser parser = format.parse(reader)) {
      return rows(parser, till, today);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      return new Reading(List.of(), List.of("not a CSV file: " + e.getMessage()));
    }
  }

  private static Reading rows(CSVParser parser, Till till, LocalDate today) {
    List<String> faults = new ArrayList<>();
    for (String column : List.of("name", "unit", "price")) {
      if (parser.getHeaderNames().stream().noneMatch(column::equalsIgnoreCase)) {
        faults.add(
            "line 1: no column '%s'; the columns are %s"
                .formatted(column, String.join(",", COLUMNS)));
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
      String line = "line %d: ".formatted(parser.getCurrentLineNumber());
      if (row.getRecordNumber() > MOST_ROWS) {
        faults.add(line + "more than %d prices; split the file".formatted(MOST_ROWS));
        break;
      }
      Price price = price(row, line, till, today, faults);
      if (price != null) {
        if (!seen.add(price.name() + "\n" + price.from())) {
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
      CSVRecord row, String line, Till till, LocalDate today, List<String> faults) {
    int before = faults.size();
    String name = read(faults, line, () -> Price.name(cell(row, "name")));
    Unit unit = read(faults, line, () -> unit(cell(row, "unit")));
    Long amount = read(faults, line, () -> till.price(cell(row, "price")));
    LocalDate from = read(faults, line, () -> day(cell(row, "from"), today));
    LocalDate to = read(faults, line, () -> day(cell(row, "to"), LocalDate.MAX));
    String plu = cell(row, "plu");
    if (name == null || unit == null || amount == null || from == null || to == null) {
      return null;
    }
    Price price =
        read(
            faults,
            line,
            () ->
                new Price(
                    name,
                    unit,
                    amount,
                    plu.isEmpty() ? null : plu,
                    from,
                    to.equals(LocalDate.MAX) ? null : to));
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
    } catch (DateTimeException e) {
      faults.add(line + "a day is written 2026-11-24");
    } catch (IllegalArgumentException e) {
      faults.add(line + "unit: kg or piece");
    }
    return null;
  }

  private static Unit unit(String cell) {
    return Unit.of(cell);
  }

  private static LocalDate day(String cell, LocalDate otherwise) {
    return cell.isEmpty() ? otherwise : LocalDate.parse(cell);
  }

  private static String cell(CSVRecord row, String column) {
    return row.isMapped(column) && row.isSet(column) ? Csv.text(row.get(column)) : "";
  }
}
