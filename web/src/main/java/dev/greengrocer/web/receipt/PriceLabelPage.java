package dev.greengrocer.web.receipt;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.price.Price;
import dev.greengrocer.ledger.price.PriceLabel;
import dev.greengrocer.ledger.price.PriceLabels;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The label of a bag for a person: shown, as a file, and on a printer. */
@Controller
@RequestMapping("/price-labels")
class PriceLabelPage {

  static final String NOT_PRINTED = "The label is not printed.";

  private final PriceLabels labels;
  private final PriceLabelWriter writer;
  private final ReceiptPrinters printers;
  private final PriceList prices;
  private final Till till;
  private final Texts texts;

  PriceLabelPage(
      PriceLabels labels,
      PriceLabelWriter writer,
      ReceiptPrinters printers,
      PriceList prices,
      Till till,
      Texts texts) {
    this.labels = labels;
    this.writer = writer;
    this.printers = printers;
    this.prices = prices;
    this.till = till;
    this.texts = texts;
  }

  /**
   * What the label is of.
   *
   * @param amount as a person types it: {@code 0.534}, {@code 534 g}, {@code 3}; blank while it is
   *     asked for
   * @param unit of the amount and the price; the price list's when blank
   * @param price of a kilogram or a piece; the price list's when blank
   * @param back {@code till} or {@code checkout} to go back there once it is printed
   */
  record Wish(
      @Nullable String name,
      @Nullable String amount,
      @Nullable String unit,
      @Nullable String price,
      @Nullable String back) {

    static String text(@Nullable String field) {
      return field == null ? "" : field.strip();
    }

    /** Where the person came from. */
    public String origin() {
      return switch (text(back)) {
        case "till" -> "/till";
        case "checkout" -> "/checkout";
        default -> "/prices";
      };
    }
  }

  @GetMapping
  String show(@ModelAttribute("wish") Wish wish, Model page, HttpServletResponse response) {
    page.addAttribute("printers", printers.names());
    page.addAttribute("currency", till.currency());
    try {
      Unit unit = unit(wish);
      page.addAttribute("unit", unit);
      if (!Wish.text(wish.amount()).isEmpty()) {
        PriceLabel label = label(wish, unit);
        page.addAttribute("label", label);
        page.addAttribute("paper", writer.of(label));
      }
    } catch (RefusedException e) {
      page.addAttribute("fault", e.getMessage());
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }
    return "price-label";
  }

  @GetMapping("/label.pdf")
  ResponseEntity<byte[]> file(Wish wish) {
    return pdf(writer.of(label(wish, unit(wish))));
  }

  static ResponseEntity<byte[]> pdf(ReceiptText label) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.inline().filename("label.pdf").build().toString())
        .body(ReceiptPdf.of(label, null));
  }

  @PostMapping("/print")
  String print(
      Wish wish, @RequestParam(defaultValue = "") String printer, RedirectAttributes next) {
    try {
      PriceLabel label = label(wish, unit(wish));
      printers.print(writer.of(label), null, printer, NOT_PRINTED);
      next.addFlashAttribute(
          "success", texts.of("price-label.is-printed", label.name(), writer.quantity(label)));
      return "redirect:" + wish.origin();
    } catch (RefusedException e) {
      next.addFlashAttribute("error", String.valueOf(e.getMessage()));
      next.addAttribute("name", Wish.text(wish.name()));
      next.addAttribute("amount", Wish.text(wish.amount()));
      next.addAttribute("unit", Wish.text(wish.unit()));
      next.addAttribute("price", Wish.text(wish.price()));
      next.addAttribute("back", Wish.text(wish.back()));
      return "redirect:/price-labels";
    }
  }

  private Unit unit(Wish wish) {
    String unit = Wish.text(wish.unit());
    try {
      return unit.isEmpty()
          ? prices
              .find(Wish.text(wish.name()), prices.today())
              .map(Price::unit)
              .orElse(Unit.KG) // The label then says that there is no price.
          : Unit.of(unit);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          Problem.UNPROCESSABLE, texts.of("prices.unit-is-kg-or-piece", Quantity.shortened(unit)));
    }
  }

  private PriceLabel label(Wish wish, Unit unit) {
    String amount = Wish.text(wish.amount());
    String price = Wish.text(wish.price());
    Quantity quantity =
        unit == Unit.KG
            ? Quantity.ofGrams(till.weight(amount).grams(), 0)
            : Quantity.ofPieces(Quantity.pieces(amount));
    return labels.of(
        Wish.text(wish.name()), quantity, price.isEmpty() ? null : Long.valueOf(till.price(price)));
  }
}
