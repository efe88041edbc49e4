package dev.greengrocer.ledger.price;

import dev.greengrocer.ledger.audit.Actor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Fills a price list that has never had a price with the built-in one, so that a new shop can sell
 * at once. Its prices are made up; its codes are those of the International Federation for Produce
 * Standards, where a kind has one.
 */
@Component
class DefaultPrices {

  private static final Logger log = LoggerFactory.getLogger(DefaultPrices.class);
  private static final String FILE = "prices.csv";

  DefaultPrices(PriceList prices, Till till) {
    if (!prices.isEmpty()) {
      return;
    }
    PriceCsv.Reading reading = PriceCsv.read(text(), till, prices.today());
    if (!reading.faults().isEmpty()) {
      // In a currency without cents, say: a shop without prices still names photos.
      log.warn("The built-in prices do not fit the settings: {}", reading.faults().get(0));
      return;
    }
    prices.set(Actor.SERVER, reading.prices());
    log.info("The price list holds {} made-up prices; set your own", reading.prices().size());
  }

  /** The built-in list, as CSV. */
  static String text() {
    try (InputStream file = DefaultPrices.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("the program was built without " + FILE);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
