package dev.greengrocer.web.receipt;

import com.github.anastaciocintra.escpos.EscPos;
import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.sale.TillName;
import dev.greengrocer.ledger.settings.SettingColumns;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The receipt printers in the network.
 *
 * @param printers by name
 * @param patience how long a printer may take for a receipt
 */
@ConfigurationProperties("greengrocer.receipts")
record ReceiptSettings(
    @SettingColumns({"address", "columns", "characters"}) @Nullable Map<String, Printer> printers,
    Duration patience) {

  private static final int MOST_PORT = 65_535;
  private static final int FEWEST_COLUMNS = 20;
  private static final int MOST_COLUMNS = 100;
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(60); // the till waits as long

  /**
   * A printer.
   *
   * @param address host and port, such as {@code 192.168.1.50:9100}
   * @param columns how many letters fit in a line; 42 when absent
   * @param characters its table of characters, such as {@code cp858}, which is meant when absent
   */
  record Printer(@Nullable String address, @Nullable Integer columns, @Nullable String characters) {

    String host() {
      String text = String.valueOf(address);
      String host = text.substring(0, text.lastIndexOf(':'));
      return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
      String text = String.valueOf(address);
      return Integer.parseInt(text.substring(text.lastIndexOf(':') + 1));
    }

    int width() {
      return columns == null ? 42 : columns;
    }

    EscPos.CharacterCodeTable table() {
      String wanted = characters == null ? "cp858" : characters.toLowerCase(Locale.ROOT);
      return tables().stream()
          .filter(table -> table.charsetName.equals(wanted))
          .findFirst()
          .orElseThrow();
    }
  }

  ReceiptSettings {
    printers = printers == null ? Map.of() : new TreeMap<>(printers);
    List<String> faults = new ArrayList<>();
    printers.forEach((name, printer) -> check(name, printer, faults));
    if (patience.compareTo(SHORTEST) < 0 || patience.compareTo(LONGEST) > 0) {
      faults.add("patience %s: from 100ms to 60s".formatted(patience));
    }
    if (!faults.isEmpty()) {
      throw new InvalidConfigurationException(
          "settings greengrocer.receipts: " + String.join("; ", faults));
    }
  }

  Map<String, Printer> all() {
    return printers == null ? Map.of() : printers;
  }

  private static void check(String name, @Nullable Printer printer, List<String> faults) {
    String place = "printers." + name;
    try {
      new TillName(name);
    } catch (RefusedException e) {
      faults.add(String.valueOf(e.getMessage()));
    }
    if (printer == null || printer.address() == null || !isAddress(printer.address())) {
      faults.add(
          "%s.address %s: must be a host and a port, such as 192.168.1.50:9100"
              .formatted(place, printer == null ? "" : printer.address()));
      return;
    }
    if (printer.width() < FEWEST_COLUMNS || printer.width() > MOST_COLUMNS) {
      faults.add(
          "%s.columns %d: from %d to %d"
              .formatted(place, printer.width(), FEWEST_COLUMNS, MOST_COLUMNS));
    }
    String characters = printer.characters();
    List<String> known = tables().stream().map(table -> table.charsetName).distinct().toList();
    if (characters != null && !known.contains(characters.toLowerCase(Locale.ROOT))) {
      faults.add("%s.characters %s: must be one of %s".formatted(place, characters, known));
    }
  }

  private static boolean isAddress(String address) {
    int colon = address.lastIndexOf(':');
    try {
      int port = Integer.parseInt(address.substring(colon + 1));
      return colon > 0 && port > 0 && port <= MOST_PORT;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Tables whose characters Java knows, the printers' numbers in order. */
  private static List<EscPos.CharacterCodeTable> tables() {
    return Arrays.stream(EscPos.CharacterCodeTable.values())
        .filter(table -> Charset.isSupported(table.charsetName))
        .toList();
  }
}
