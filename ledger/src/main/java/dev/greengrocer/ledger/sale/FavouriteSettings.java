package dev.greengrocer.ledger.sale;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.price.Price;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The goods that a till offers as tiles.
 *
 * @param names of goods that are always offered, in this order, before what is sold most
 * @param most how many tiles there are, 0 to {@value #MOST}
 */
@ConfigurationProperties("greengrocer.favourites")
public record FavouriteSettings(List<String> names, int most) {

  static final int MOST = 48;

  public FavouriteSettings {
    names = List.copyOf(names);
    List<String> faults = new ArrayList<>();
    for (String name : names) {
      try {
        Price.name(name);
      } catch (RefusedException e) {
        faults.add(String.valueOf(e.getMessage()));
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidConfigurationException(
          "settings greengrocer.favourites: " + String.join("; ", faults));
    }
    if (most < 0 || most > MOST) {
      throw new InvalidConfigurationException(
          "settings greengrocer.favourites: most %d: from 0 to %d".formatted(most, MOST));
    }
  }
}
