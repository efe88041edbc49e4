package dev.greengrocer.ledger.sale;

import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.settings.Setting;
import dev.greengrocer.ledger.settings.SettingGuard;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Lets goods alone become favourites: a name that neither the price list nor the model knows would
 * have no tile, and no one would learn why. Names that were there before stay.
 */
@Component
class FavouriteGuard implements SettingGuard {

  private static final String NAMES = "greengrocer.favourites.names";

  private final ObjectProvider<PriceList> prices; // which needs the settings itself

  FavouriteGuard(ObjectProvider<PriceList> prices) {
    this.prices = prices;
  }

  @Override
  public Optional<String> fault(Setting setting, String before, String after) {
    if (!setting.name().equals(NAMES)) {
      return Optional.empty();
    }
    List<String> kept = names(before);
    return names(after).stream()
        .filter(name -> !kept.contains(name))
        .flatMap(name -> fault(name).stream())
        .findFirst();
  }

  private Optional<String> fault(String name) {
    PriceList list = prices.getObject();
    try {
      if (list.known(name) || list.isLabel(name)) {
        return Optional.empty();
      }
    } catch (RefusedException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    return Optional.of(
        list.similar(name)
            .map(similar -> "'%s': no goods have this name; is it %s?".formatted(name, similar))
            .orElseGet(() -> "'%s': no goods have this name; set its price first".formatted(name)));
  }

  private static List<String> names(String text) {
    return text.lines().map(String::strip).filter(name -> !name.isEmpty()).toList();
  }
}
