package dev.greengrocer.ledger.stock;

import dev.greengrocer.InvalidConfigurationException;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the stock is judged.
 *
 * @param coverDays of how many days before today the sales tell how long something lasts, 1 to
 *     {@value #MOST}
 */
@ConfigurationProperties("greengrocer.stock")
public record StockSettings(int coverDays) {

  private static final int MOST = 90;

  public StockSettings {
    if (coverDays < 1 || coverDays > MOST) {
      throw new InvalidConfigurationException(
          "settings greengrocer.stock: cover-days %d: from 1 to %d".formatted(coverDays, MOST));
    }
  }
}
