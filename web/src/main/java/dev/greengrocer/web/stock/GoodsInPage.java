package dev.greengrocer.web.stock;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.idempotency.Scope;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.stock.Deliveries;
import dev.greengrocer.ledger.stock.Delivery;
import dev.greengrocer.ledger.stock.GoodsIn;
import dev.greengrocer.web.Texts;
import dev.greengrocer.web.caller.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Goods in: crates are photographed or typed one after the other, ticked off, and booked together.
 * Nothing is in the books before that; what was typed stays on the page when it is refused.
 */
@Controller
@RequestMapping("/deliveries")
class GoodsInPage {

  /** A form has eight fields for each crate, and a server takes a thousand. */
  static final int MOST_ROWS = 100;

  private final GoodsIn goodsIn;
  private final Deliveries deliveries;
  private final BookedCrates booked;
  private final CrateReader reader;
  private final SoldUnits units;
  private final Texts texts;
  private final Till till;

  GoodsInPage(
      GoodsIn goodsIn,
      Deliveries deliveries,
      BookedCrates booked,
      CrateReader reader,
      SoldUnits units,
      Till till,
      Texts texts) {
    this.goodsIn = goodsIn;
    this.deliveries = deliveries;
    this.booked = booked;
    this.reader = reader;
    this.units = units;
    this.till = till;
    this.texts = texts;
  }

  /**
   * A crate as it is typed.
   *
   * @param row tells it from the others of the page
   * @param unit {@code kg}, {@code piece}, or blank for that of the price list
   * @param prediction the answer that proposed its name, or blank
   * @param ticked whether a person has confirmed it
   * @param faults what was wrong with it, each in a sentence
   */
  public record Row(
      String row,
      String name,
      String amount,
      String unit,
      String lot,
      String cost,
      String prediction,
      boolean ticked,
      List<String> faults) {

    public Row {
      faults = List.copyOf(faults);
    }

    static Row blank() {
      return new Row(Ids.next(), "", "", "", "", "", "", false, List.of());
    }

    boolean isBlank() {
      return (name + amount + lot + cost + prediction).isBlank();
    }

    Row with(List<String> found) {
      return new Row(row, name, amount, unit, lot, cost, prediction, ticked, found);
    }

    Row unticked() {
      return new Row(row, name, amount, unit, lot, cost, prediction, false, faults);
    }
  }

  /**
   * An empty page.
   *
   * @param key of a form whose answer was lost: the page says which delivery came of it, if one did
   */
  @GetMapping("/new")
  String start(@RequestParam(defaultValue = "") String key, Model page) {
    goodsIn
        .bookedWith(Caller.owner(), key)
        .ifPresent(delivery -> page.addAttribute("already", delivery.number()));
    return show(new Form("", "", List.of(Row.blank()), Ids.next()), page);
  }

  /** All that is typed, and the key under which it is booked once. */
  private record Form(String supplier, String document, List<Row> rows, String key) {}

  private String show(Form form, Model page) {
    page.addAttribute("supplier", form.supplier());
    page.addAttribute("document", form.document());
    page.addAttribute("rows", form.rows());
    page.addAttribute("blank", Row.blank());
    page.addAttribute("key", form.key());
    page.addAttribute("owner", Caller.owner());
    page.addAttribute("suppliers", deliveries.suppliers());
    page.addAttribute("names", units.names());
    page.addAttribute("units", Unit.values());
    page.addAttribute("currency", till.currency());
    page.addAttribute("mostRows", MOST_ROWS);
    return "delivery-new";
  }

  /**
   * Books what is ticked off, or shows the page with a row more.
   *
   * @param more given by the button that only asks for another row
   * @param key of the form, so that a press whose answer was lost books once
   * @param request holds the fields of each crate, in its order
   */
  @PostMapping
  String book(
      @RequestParam(defaultValue = "") String supplier,
      @RequestParam(defaultValue = "") String document,
      @RequestParam(defaultValue = "") String more,
      @RequestParam(defaultValue = "") String key,
      HttpServletRequest request,
      HttpServletResponse response,
      Actor actor,
      Model page,
      RedirectAttributes next) {
    List<Row> rows = rows(request);
    String own = key.isBlank() ? Ids.next() : key;
    if (!more.isEmpty()) {
      List<Row> longer = new ArrayList<>(rows);
      if (longer.size() < MOST_ROWS) {
        longer.add(Row.blank());
      }
      return show(new Form(supplier, document, longer, own), page);
    }
    List<Row> shown = new ArrayList<>();
    List<GoodsIn.Crate> crates = new ArrayList<>();
    for (Row row : rows.stream().filter(one -> !one.isBlank()).toList()) {
      List<String> faults = new ArrayList<>();
      GoodsIn.Crate crate = reader.read(row, faults);
      if (crate != null) {
        crates.add(crate);
      }
      shown.add(row.with(faults));
    }
    try {
      if (shown.stream().anyMatch(row -> !row.faults().isEmpty())) {
        throw new RefusedException(
            Problem.UNPROCESSABLE, texts.of("delivery-new.nothing-is-booked-marked"));
      }
      if (crates.isEmpty()) {
        throw new RefusedException(
            Problem.UNPROCESSABLE, texts.of("delivery-new.nothing-is-booked-no-crate"));
      }
      GoodsIn.Made made =
          goodsIn.book(
              actor,
              supplier,
              document,
              crates,
              StockPage.request(Scope.DELIVERY, own, asked(supplier, document, crates)));
      next.addFlashAttribute(
          "success",
          texts.of("delivery-new.delivery-is-booked", made.delivery().number(), crates.size()));
      return booked(made.delivery(), own, next);
    } catch (RefusedException e) {
      Optional<Delivery> before =
          e.problem() == Problem.KEY_REUSED
              ? goodsIn.bookedWith(Caller.owner(), own)
              : Optional.empty();
      if (before.isPresent()) {
        return bookedBefore(
            before.get(), new Form(supplier, document, shown, own), crates, response, page, next);
      }
      page.addAttribute("error", String.valueOf(e.getMessage()));
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    List<Row> kept = shown.isEmpty() ? List.of(Row.blank()) : shown;
    return show(new Form(supplier, document, kept, own), page);
  }

  private static String booked(Delivery delivery, String key, RedirectAttributes next) {
    next.addFlashAttribute("booked", key);
    next.addFlashAttribute("owner", Caller.owner());
    return "redirect:/deliveries/" + delivery.number();
  }

  /**
   * The answer to a booking was lost, and crates were typed or changed since: those that are not in
   * the delivery stay, for one of their own.
   */
  private String bookedBefore(
      Delivery delivery,
      Form form,
      List<GoodsIn.Crate> crates,
      HttpServletResponse response,
      Model page,
      RedirectAttributes next) {
    List<Integer> left = booked.notIn(delivery, crates);
    if (left.isEmpty()) {
      next.addFlashAttribute(
          "warning", texts.of("delivery-new.was-booked-before", delivery.number()));
      return booked(delivery, form.key(), next);
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    page.addAttribute("already", delivery.number());
    List<Row> rows = left.stream().map(at -> form.rows().get(at).unticked()).toList();
    return show(new Form(form.supplier(), form.document(), rows, Ids.next()), page);
  }

  private static String asked(String supplier, String document, List<GoodsIn.Crate> crates) {
    return supplier.strip()
        + "\n"
        + document.strip()
        + crates.stream().map(crate -> "\n" + crate).collect(Collectors.joining());
  }

  private static List<Row> rows(HttpServletRequest request) {
    Columns columns = new Columns(request, MOST_ROWS);
    return IntStream.range(0, columns.rows("name"))
        .mapToObj(
            i -> {
              String row = columns.text("row", i);
              return new Row(
                  row.isBlank() ? Ids.next() : row,
                  columns.text("name", i),
                  columns.text("amount", i),
                  columns.text("unit", i),
                  columns.text("lot", i),
                  columns.text("cost", i),
                  columns.text("prediction", i),
                  columns.isTicked("ticked", row),
                  List.of());
            })
        .toList();
  }
}
