package dev.greengrocer.web.receipt;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.settings.LiveSettings;
import dev.greengrocer.ledger.settings.Logo;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The receipt printers in the network, each of which prints one paper at a time. Thread-safe. */
@Component
class ReceiptPrinters {

  private static final Logger log = LoggerFactory.getLogger(ReceiptPrinters.class);

  private final Supplier<ReceiptSettings> settings;
  private final PrinterLine line = new PrinterLine();
  private final PrinterTurns turns = new PrinterTurns();

  ReceiptPrinters(LiveSettings settings) {
    this.settings = settings.of(ReceiptSettings.class);
  }

  @PreDestroy
  void end() {
    line.close();
  }

  /** The printers that there are, by name. */
  List<String> names() {
    return List.copyOf(settings.get().all().keySet());
  }

  /**
   * Prints a paper. One that is asked for again is printed again.
   *
   * @param logo the picture above it, or null
   * @param printer its name; blank for the only one
   * @param failed what a person reads first when it was not printed, such as {@code Receipt 7 is
   *     sold, and not printed.}
   * @throws RefusedException if there is no such printer, or it did not take the paper
   */
  void print(ReceiptText paper, @Nullable Logo logo, String printer, String failed) {
    List<String> names = names();
    String name = printer.isBlank() && names.size() == 1 ? names.get(0) : printer;
    ReceiptSettings.Printer there = settings.get().all().get(name);
    if (there == null) {
      throw new RefusedException(
          Problem.UNPROCESSABLE,
          names.isEmpty()
              ? "There is no receipt printer: set greengrocer.receipts.printers."
              : "printer '%s': must be one of %s".formatted(Quantity.shortened(printer), names));
    }
    byte[] bytes = EscPosReceipt.of(paper, there.width(), there.table(), logo);
    try {
      turns.take(
          name,
          settings.get().patience(),
          () -> line.send(there.host(), there.port(), bytes, settings.get().patience()));
    } catch (IOException e) {
      log.warn("printer {} at {}: {}", name, there.address(), e.getMessage());
      throw new RefusedException(
          Problem.CONFLICT, "%s Printer %s: %s".formatted(failed, name, e.getMessage()));
    }
  }
}
