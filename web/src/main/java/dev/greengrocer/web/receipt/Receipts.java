package dev.greengrocer.web.receipt;

import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.sale.Sale;
import dev.greengrocer.ledger.settings.ShopLogo;
import java.util.List;
import org.springframework.stereotype.Service;

/** Receipts as files and on printers. Nothing of a sale changes by it. Thread-safe. */
@Service
public class Receipts {

  private final ReceiptWriter writer;
  private final ReceiptPrinters printers;
  private final ShopLogo logo;

  Receipts(ReceiptWriter writer, ReceiptPrinters printers, ShopLogo logo) {
    this.writer = writer;
    this.printers = printers;
    this.logo = logo;
  }

  /** A receipt as a PDF file. */
  public byte[] pdf(Sale sale) {
    return ReceiptPdf.of(writer.of(sale), logo.find().orElse(null));
  }

  /** The printers that there are, by name. */
  public List<String> printers() {
    return printers.names();
  }

  /**
   * Prints a receipt. One that is asked for again is printed again.
   *
   * @param printer its name; blank for the only one
   * @throws RefusedException if there is no such printer, or it did not take the receipt
   */
  public void print(Sale sale, String printer) {
    printers.print(
        writer.of(sale),
        logo.find().orElse(null),
        printer,
        "Receipt %d is sold, and not printed.".formatted(sale.number()));
  }
}
