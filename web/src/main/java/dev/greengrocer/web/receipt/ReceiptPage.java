package dev.greengrocer.web.receipt;

import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.sale.Checkout;
import dev.greengrocer.ledger.sale.Sale;
import dev.greengrocer.web.Texts;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A receipt for a person: as a file, and on a printer. */
@Controller
@RequestMapping("/sales/{id}")
class ReceiptPage {

  private final Checkout checkout;
  private final Texts texts;
  private final Receipts receipts;

  ReceiptPage(Checkout checkout, Receipts receipts, Texts texts) {
    this.checkout = checkout;
    this.receipts = receipts;
    this.texts = texts;
  }

  @GetMapping("/receipt.pdf")
  ResponseEntity<byte[]> pdf(@PathVariable String id) {
    return pdf(checkout.get(id), receipts);
  }

  static ResponseEntity<byte[]> pdf(Sale sale, Receipts receipts) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.inline()
                .filename("receipt-%d.pdf".formatted(sale.number()))
                .build()
                .toString())
        .body(receipts.pdf(sale));
  }

  /**
   * Prints it.
   *
   * @param back {@code till} to go back to the till, else to the receipt
   */
  @PostMapping("/print")
  String print(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String printer,
      @RequestParam(defaultValue = "") String back,
      RedirectAttributes next) {
    Sale sale = checkout.get(id);
    try {
      receipts.print(sale, printer);
      next.addFlashAttribute("success", texts.of("receipt.is-printed", sale.number()));
    } catch (RefusedException e) {
      next.addFlashAttribute("error", String.valueOf(e.getMessage()));
    }
    return back.equals("till") ? "redirect:/checkout" : "redirect:/sales/" + sale.id();
  }
}
