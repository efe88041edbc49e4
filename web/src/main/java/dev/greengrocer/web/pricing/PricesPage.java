package dev.greengrocer.web.pricing;

import dev.greengrocer.web.Csv;
import dev.greengrocer.web.RefusedException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
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

  private final PriceList prices;
  private final Till till;

  PricesPage(PriceList prices, Till till) {
    this.prices = prices;
    this.till = till;
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
  }

  @GetMapping("/history")
  String history(@RequestParam String name, Model page) {
    page.addAttribute("name", name);
    page.addAttribute("prices", prices.history(name));
    page.addAttribute("today", prices.today());
    page.addAttribute("till", till);
    return "price-history";
  }

  @PostMapping
  String set(
      @RequestParam String name,
      @RequestParam Unit unit,
      @RequestParam String price,
      @RequestParam(defaultValue = "") String plu,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to,
      RedirectAttributes next) {
    try {
      Price wanted =
          new Price(
              name,
              unit,
              till.price(price),
              plu.isBlank() ? null : plu.strip(),
              from == null ? prices.today() : from,
              to);
      prices.set(List.of(wanted));
      next.addFlashAttribute(
          "success",
          "%s: %s / %s from %s."
              .formatted(wanted.name(), till.text(wanted.amount()), unit.id(), wanted.from()));
    } catch (RefusedException e) {
      next.addFlashAttribute("error", e.getMessage());
    }
    return BACK;
  }

  @PostMapping("/end")
  String end(@RequestParam String name, RedirectAttributes next) {
    try {
      prices.end(name, prices.today());
      next.addFlashAttribute("success", name + " is sold until the end of today.");
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
      RedirectAttributes next)
      throws IOException {
    PriceCsv.Reading reading =
        PriceCsv.read(new String(file.getBytes(), StandardCharsets.UTF_8), till, prices.today());
    List<String> faults = reading.faults();
    if (faults.isEmpty()) {
      try {
        prices.set(reading.prices());
        next.addFlashAttribute("success", "%d prices are set.".formatted(reading.prices().size()));
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
