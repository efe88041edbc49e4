package dev.greengrocer.ledger.price;

import dev.greengrocer.InvalidConfigurationException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the barcodes of labels mean that a scale of the shop prints.
 *
 * @param patterns one for each prefix; see {@link BarcodePattern}
 */
@ConfigurationProperties("greengrocer.barcodes")
public record BarcodeSettings(List<String> patterns) {

  public BarcodeSettings {
    patterns = List.copyOf(patterns);
    List<String> faults = new ArrayList<>();
    List<BarcodePattern> read = new ArrayList<>();
    for (String pattern : patterns) {
      try {
        BarcodePattern next = BarcodePattern.parse(pattern);
        read.stream()
            .filter(other -> other.overlaps(next))
            .forEach(other -> faults.add("pattern %s: its prefix has two".formatted(pattern)));
        read.add(next);
      } catch (MalformedQuantityException e) {
        faults.add(String.valueOf(e.getMessage()));
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidConfigurationException(
          "settings greengrocer.barcodes: " + String.join("; ", faults));
    }
  }

  /** The patterns, read. */
  List<BarcodePattern> read() {
    return patterns.stream().map(BarcodePattern::parse).toList();
  }
}
