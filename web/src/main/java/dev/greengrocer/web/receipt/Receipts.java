package dev.greengrocer.web.receipt;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.sale.Sale;
import dev.greengrocer.ledger.settings.LiveSettings;
import dev.greengrocer.ledger.settings.ShopLogo;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Receipts as files and on printers. Nothing of a sale changes by it. Thread-safe. */
@Service
public class Receipts {

  private static final Logger log = LoggerFactory.getLogger(Receipts.class);

  private final ReceiptWriter writer;
  private final Supplier<ReceiptSettings> settings;
  private final ShopLogo logo;
  private final PrinterLine line = new PrinterLine();
  private final PrinterTurns turns = new PrinterTurns();

  Receipts(ReceiptWriter writer, LiveSettings settings, ShopLogo logo) {
    this.writer = writer;
    this.logo = logo;
    this.settings = settings.of(ReceiptSettings.class);
  }

  @PreDestroy
  void end() {
    line.close();
  }

  /** A receipt as a PDF file. */
  public byte[] pdf(Sale sale) {
    return ReceiptPdf.of(writer.of(sale), logo.find().orElse(null));
  }

  /** The printers that there are, by name. */
  public List<String> printers() {
    return List.copyOf(settings.get().all().keySet());
  }

  /**
   * Prints a receipt. One that is asked for again is printed again.
   *
   * @param printer its name; blank for the only one
   * @throws RefusedException if there is no such printer, or it did not take the receipt
   */
  public void print(Sale sale, String printer) {
    List<String> names = printers();
    String name = printer.isBlank() && names.size() == 1 ? names.get(0) : printer;
    ReceiptSettings.Printer there = settings.get().all().get(name);
    if (there == null) {
      throw new RefusedException(
          Problem.UNPROCESSABLE,
          settings.get().all().isEmpty()
              ? "There is no receipt printer: set greengrocer.receipts.printers."
              : "printer '%s': must be one of %s".formatted(Quantity.shortened(printer), names));
    }
    byte[] bytes =
        EscPosReceipt.of(writer.of(sale), there.width(), there.table(), logo.find().orElse(null));
    try {
      turns.take(
          name,
          settings.get().patience(),
          () -> line.send(there.host(), there.port(), bytes, settings.get().patience()));
    } catch (IOException e) {
      log.warn("printer {} at {}: {}", name, there.address(), e.getMessage());
      throw new RefusedException(
          Problem.CONFLICT,
          "Receipt %d is sold, and not printed. Printer %s: %s"
              .formatted(sale.number(), name, e.getMessage()));
    }
  }
}
