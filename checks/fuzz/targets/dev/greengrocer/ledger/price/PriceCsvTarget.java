package dev.greengrocer.ledger.price;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Currency;

/**
 * Price lists: every file is read or its faults are listed, and what is read can be written and
 * read again.
 */
public final class PriceCsvTarget {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
  private static final Till TILL =
      new Till(
          new CheckoutSettings(
              "Shop",
              Currency.getInstance("EUR"),
              RoundingMode.HALF_UP,
              BigDecimal.ZERO,
              BigDecimal.valueOf(25),
              "",
              Duration.ofDays(1)));

  private PriceCsvTarget() {}

  public static void fuzzerTestOneInput(byte[] bytes) {
    PriceCsv.Reading reading =
        PriceCsv.read(new String(bytes, StandardCharsets.UTF_8), TILL, TODAY);
    if (!reading.faults().isEmpty()) {
      return;
    }
    StringBuilder written = new StringBuilder();
    PriceCsv.write(written, reading.prices(), TILL);
    PriceCsv.Reading again = PriceCsv.read(written.toString(), TILL, TODAY);
    if (!again.prices().equals(reading.prices())) {
      throw new AssertionError("read " + reading + ", wrote " + written + " and read " + again);
    }
  }
}
