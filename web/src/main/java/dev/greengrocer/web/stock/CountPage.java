package dev.greengrocer.web.stock;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.idempotency.Scope;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.stock.StockAmount;
import dev.greengrocer.ledger.stock.StockItem;
import dev.greengrocer.ledger.stock.StockKeeping;
import dev.greengrocer.ledger.stock.StockList;
import dev.greengrocer.ledger.stock.StockMovement;
import dev.greengrocer.web.Texts;
import dev.greengrocer.web.caller.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The sheet on which people write what they counted. */
@Controller
@RequestMapping("/stock/count")
class CountPage {

  private static final int BLANK_ROWS = 3;

  /** A form has three fields for each row, and a server takes a thousand. */
  static final int MOST_ROWS = 300;

  /** How many kinds a sheet has: room is left for what is written below them. */
  static final int SHEET = 200;

  private final StockList list;
  private final StockKeeping keeping;
  private final SoldUnits units;
  private final NewGoods newGoods;
  private final Texts texts;

  CountPage(StockList list, StockKeeping keeping, SoldUnits units, NewGoods newGoods, Texts texts) {
    this.list = list;
    this.keeping = keeping;
    this.units = units;
    this.newGoods = newGoods;
    this.texts = texts;
  }

  /**
   * A row of the sheet as it is typed.
   *
   * @param unit {@code kg}, {@code piece}, or blank for that of the price list
   * @param known whether it is in stock, so that its name is not to be typed
   * @param expected what should be there, such as {@code 12.500 kg}; blank for a new one
   * @param fault what was wrong with it, or null
   * @param asked whether the fault is the question if it is something new
   */
  public record Row(
      String name,
      String unit,
      boolean known,
      String expected,
      String counted,
      @Nullable String fault,
      boolean asked) {

    Row faulty(String words) {
      return new Row(name, unit, known, expected, counted, words, false);
    }

    Row asking(String question) {
      return new Row(name, unit, known, expected, counted, question, true);
    }
  }

  /**
   * A sheet.
   *
   * @param sheet which one, from 1; where there is none of that number, the nearest
   */
  @GetMapping
  String sheet(@RequestParam(defaultValue = "1") int sheet, Model page) {
    List<StockItem> items = list.items();
    int sheets = Math.max(1, (items.size() + SHEET - 1) / SHEET);
    int shown = Math.max(1, Math.min(sheet, sheets));
    page.addAttribute("sheet", shown);
    page.addAttribute("sheets", sheets);
    List<Row> rows = new ArrayList<>();
    for (StockItem item :
        items.subList((shown - 1) * SHEET, Math.min(shown * SHEET, items.size()))) {
      rows.add(
          new Row(
              item.goods().name(),
              item.goods().unit().id(),
              true,
              item.onHand().text(),
              "",
              null,
              false));
    }
    for (int i = 0; i < BLANK_ROWS; i++) {
      rows.add(new Row("", "", false, "", "", null, false));
    }
    page.addAttribute("draft", String.valueOf(shown));
    return show(rows, "", Ids.next(), page);
  }

  private String show(List<Row> rows, String reason, String key, Model page) {
    page.addAttribute("rows", rows);
    page.addAttribute("reason", reason);
    page.addAttribute("key", key);
    page.addAttribute("owner", Caller.owner());
    page.addAttribute("names", units.names());
    page.addAttribute("units", Unit.values());
    return "stock-count";
  }

  /**
   * Writes down what was counted; rows without a number were not. Asks before a name is kept in
   * stock that no one knows.
   *
   * @param reason of the differences, or blank
   * @param key of the form, so that a press whose answer was lost books once
   * @param request holds {@code name}, {@code unit} and {@code counted} of each row, in its order,
   *     and as {@code sure} the names that the person says are those of something new
   */
  @PostMapping
  String count(
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String key,
      @RequestParam(defaultValue = "1") String draft,
      HttpServletRequest request,
      HttpServletResponse response,
      Actor actor,
      Model page,
      RedirectAttributes next) {
    List<Row> typed = rows(request);
    String[] answered = request.getParameterValues("sure");
    List<String> sure = answered == null ? List.of() : List.of(answered);
    page.addAttribute("sure", sure);
    page.addAttribute("draft", draft);
    List<Row> shown = new ArrayList<>();
    List<StockKeeping.Count> counts = new ArrayList<>();
    boolean refused = false;
    boolean reused = false;
    for (Row row : typed) {
      try {
        String question = null;
        if (!row.counted().isBlank()) {
          StockAmount found = units.amount(row.name(), row.counted(), row.unit());
          counts.add(new StockKeeping.Count(row.name(), found, reason));
          question = newGoods.question(row.name(), sure.contains(row.name()) ? row.name() : "");
        }
        refused |= question != null;
        shown.add(question == null ? row : row.asking(question));
      } catch (RefusedException e) {
        refused = true;
        shown.add(row.faulty(String.valueOf(e.getMessage())));
      }
    }
    try {
      if (counts.isEmpty() && !refused) {
        throw new RefusedException(
            Problem.UNPROCESSABLE, texts.of("stock-count.nothing-was-counted"));
      }
      if (!refused) {
        String asked =
            counts.stream().map(StockKeeping.Count::toString).collect(Collectors.joining("\n"));
        StockKeeping.Made made =
            keeping.count(actor, counts, StockPage.request(Scope.COUNT, key, asked));
        next.addFlashAttribute("success", words(made.movements()));
        next.addFlashAttribute("counted", "count " + draft);
        next.addFlashAttribute("owner", Caller.owner());
        return "redirect:/stock";
      }
      page.addAttribute("error", texts.of("stock-count.nothing-was-booked-yet"));
    } catch (RefusedException e) {
      reused = e.problem() == Problem.KEY_REUSED;
      page.addAttribute(
          "error",
          reused ? texts.of("stock-count.was-booked-before") : String.valueOf(e.getMessage()));
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return show(shown, reason, reused || key.isBlank() ? Ids.next() : key, page);
  }

  // Not parameters of the method: a comma would make two of one.
  private List<Row> rows(HttpServletRequest request) {
    Columns columns = new Columns(request, MOST_ROWS);
    List<StockItem> items = list.items();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < columns.rows("counted"); i++) {
      String name = columns.text("name", i);
      String unit = columns.text("unit", i);
      String expected =
          items.stream()
              .filter(item -> item.goods().name().equals(name))
              .filter(item -> item.goods().unit().id().equals(unit))
              .map(item -> item.onHand().text())
              .findFirst()
              .orElse("");
      rows.add(
          new Row(
              name, unit, !expected.isEmpty(), expected, columns.text("counted", i), null, false));
    }
    return rows;
  }

  private String words(List<StockMovement> movements) {
    String differences =
        movements.stream()
            .filter(one -> one.amount().amount() != 0)
            .map(
                one ->
                    "%s %s%s"
                        .formatted(
                            one.name(), one.amount().belowZero() ? "" : "+", one.amount().text()))
            .collect(Collectors.joining(", "));
    return differences.isEmpty()
        ? texts.of("stock-count.counted-all-there", movements.size())
        : texts.of("stock-count.counted-differences", movements.size(), differences);
  }
}
