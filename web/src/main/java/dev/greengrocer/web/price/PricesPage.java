package dev.greengrocer.web.price;

import dev.greengrocer.files.Csv;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.price.CsvText;
import dev.greengrocer.ledger.price.Price;
import dev.greengrocer.ledger.price.PriceCsv;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.TaxChoice;
import dev.greengrocer.ledger.price.TaxSettings;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.settings.LiveSettings;
import dev.greengrocer.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The price list. */
@Controller
@RequestMapping("/prices")
class PricesPage {

  private static final String BACK = "redirect:/prices";
  private static final Set<String> NONE = Set.of("-", "–", "none");

  private final PriceList prices;
  private final Till till;
  private final Supplier<TaxSettings> taxes;
  private final Texts texts;

  PricesPage(PriceList prices, Till till, LiveSettings taxes, Texts texts) {
    this.taxes = taxes.of(TaxSettings.class);
    this.prices = prices;
    this.till = till;
    this.texts = texts;
  }

  @GetMapping
  String show(Model page) {
    fill(page);
    return "prices";
  }

  private void fill(Model page) {
    LocalDate today = prices.today();
    page.addAttribute("prices", prices.inForce(today));
    page.addAttribute("coming", prices.after(today));
    page.addAttribute("unpriced", prices.unpriced(today));
    page.addAttribute("today", today);
    page.addAttribute("units", Unit.values());
    page.addAttribute("till", till);
    page.addAttribute("shopTax", taxes.get().defaultRate());
    page.addAttribute("unreadable", prices.unreadable());
    page.addAttribute("madeUp", prices.isMadeUp());
    page.addAttribute("form", Form.EMPTY);
  }

  @GetMapping("/history")
  String history(@RequestParam String name, Model page) {
    page.addAttribute("name", prices.canonical(name));
    page.addAttribute("prices", prices.history(name));
    page.addAttribute("replaced", prices.replaced(name));
    page.addAttribute("today", prices.today());
    page.addAttribute("till", till);
    return "price-history";
  }

  /**
   * What a person typed into the form, which a faulty form and a question show again.
   *
   * @param confirmed the questions that were answered with yes, as {@link #questions} words them
   */
  record Form(
      @Nullable String name,
      @Nullable String price,
      @Nullable String unit,
      @Nullable String plu,
      @Nullable String tax,
      @Nullable String from,
      @Nullable String to,
      @Nullable String confirmed) {

    static final Form EMPTY = new Form(null, null, null, null, null, null, null, null);

    static String text(@Nullable String field) {
      return field == null ? "" : field.strip();
    }
  }

  @PostMapping
  String set(
      @ModelAttribute("wished") Form form,
      Model page,
      HttpServletResponse response,
      Actor actor,
      RedirectAttributes next) {
    try {
      Price wanted = wanted(form);
      List<String> questions = questions(wanted);
      if (!questions.isEmpty() && !String.join(" ", questions).equals(form.confirmed())) {
        page.addAttribute("questions", questions);
        page.addAttribute("answer", String.join(" ", questions));
        page.addAttribute("wanted", wanted);
        return again(form, page);
      }
      prices.set(actor, List.of(wanted));
      next.addFlashAttribute(
          "success",
          texts.of(
              "prices.set-from",
              wanted.name(),
              till.text(wanted.amount()),
              texts.word(wanted.unit()),
              wanted.from()));
      return BACK;
    } catch (RefusedException e) {
      page.addAttribute("fault", e.getMessage());
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return again(form, page);
    }
  }

  private String again(Form form, Model page) {
    fill(page);
    page.addAttribute("form", form);
    return "prices";
  }

  private Price wanted(Form form) {
    String plu = Form.text(form.plu());
    String tax = Form.text(form.tax());
    return prices.wanted(
        Form.text(form.name()),
        unit(Form.text(form.unit())),
        till.price(Form.text(form.price())),
        plu.isEmpty() ? null : NONE.contains(plu) ? "" : plu,
        tax.isEmpty() ? null : TaxChoice.of(NONE.contains(tax) ? "" : tax),
        Optional.ofNullable(day("prices.first-day", Form.text(form.from())))
            .orElseGet(prices::today),
        day("prices.last-day", Form.text(form.to())));
  }

  private @Nullable Unit unit(String typed) {
    try {
      return typed.isEmpty() ? null : Unit.of(typed);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          Problem.UNPROCESSABLE, texts.of("prices.unit-is-kg-or-piece", Quantity.shortened(typed)));
    }
  }

  private @Nullable LocalDate day(String what, String typed) {
    try {
      return typed.isEmpty() ? null : LocalDate.parse(typed);
    } catch (DateTimeException e) {
      throw new RefusedException(
          Problem.UNPROCESSABLE,
          texts.of("prices.a-day-is-written", texts.of(what), Quantity.shortened(typed)));
    }
  }

  /** What a slip of the hand would look like, to be asked before it is done. */
  private List<String> questions(Price wanted) {
    Optional<Price> before = prices.latest(wanted.name(), wanted.from());
    if (before.isEmpty()) {
      if (prices.known(wanted.name()) || prices.isLabel(wanted.name())) {
        return List.of();
      }
      return List.of(
          prices
              .similar(wanted.name())
              .map(similar -> texts.of("prices.new-or-similar", wanted.name(), similar))
              .orElseGet(() -> texts.of("prices.new", wanted.name())));
    }
    Price old = before.get();
    List<String> questions = new ArrayList<>();
    if (old.unit() != wanted.unit()) {
      questions.add(
          texts.of(
              "prices.sold-by-change-to",
              wanted.name(),
              texts.word(old.unit()),
              texts.word(wanted.unit())));
    }
    if (Price.isFar(wanted.amount(), old.amount())) {
      questions.add(texts.of("prices.costs-change-to", wanted.name(), per(old), per(wanted)));
    }
    return questions;
  }

  private String per(Price price) {
    return till.text(price.amount()) + " / " + texts.word(price.unit());
  }

  @PostMapping("/take-back")
  String takeBack(
      @RequestParam String name, @RequestParam String from, Actor actor, RedirectAttributes next) {
    try {
      prices.takeBack(actor, name, from);
      next.addFlashAttribute("success", texts.of("prices.is-taken-back", name, from));
    } catch (RefusedException e) {
      next.addFlashAttribute("error", e.getMessage());
    }
    return BACK;
  }

  @PostMapping("/end")
  String end(@RequestParam String name, Actor actor, RedirectAttributes next) {
    try {
      prices.end(actor, name, prices.today());
      next.addFlashAttribute("success", texts.of("prices.sold-until-the-end-of-today", name));
    } catch (RefusedException e) {
      next.addFlashAttribute("error", e.getMessage());
    }
    return BACK;
  }

  @GetMapping("/export.csv")
  void export(HttpServletResponse response) throws IOException {
    response.setContentType(Csv.MEDIA_TYPE);
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"prices.csv\"");
    PriceCsv.write(response.getWriter(), prices.all(), till);
  }

  @PostMapping("/import")
  String importFile(
      @RequestParam MultipartFile file,
      Model page,
      HttpServletResponse response,
      Actor actor,
      RedirectAttributes next)
      throws IOException {
    PriceCsv.Reading reading;
    try {
      reading = prices.read(CsvText.decode(file.getBytes(), null));
    } catch (RefusedException e) {
      reading = new PriceCsv.Reading(List.of(), List.of(String.valueOf(e.getMessage())));
    }
    List<String> faults = reading.faults();
    if (faults.isEmpty()) {
      try {
        prices.set(actor, reading.prices());
        next.addFlashAttribute(
            "success", texts.of("prices.prices-are-set", reading.prices().size()));
        return BACK;
      } catch (RefusedException e) {
        faults = List.of(e.getMessage());
      }
    }
    page.addAttribute("faults", faults);
    fill(page);
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return "prices";
  }
}
