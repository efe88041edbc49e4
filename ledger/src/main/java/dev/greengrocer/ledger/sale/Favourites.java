package dev.greengrocer.ledger.sale;

import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.price.Price;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.settings.LiveSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a till offers as tiles: what the settings name, then what was on most receipts of the last
 * four weeks. Counted anew every ten minutes; prices are always those of today. Thread-safe.
 */
@Component
public class Favourites {

  private static final int DAYS = 28;
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final Supplier<FavouriteSettings> settings;
  private final PriceList prices;
  private final JdbcClient database;
  private final Clock clock;
  private volatile @Nullable Counted counted;

  Favourites(LiveSettings settings, PriceList prices, JdbcClient database, Clock clock) {
    this.settings = settings.of(FavouriteSettings.class);
    this.prices = prices;
    this.database = database;
    this.clock = clock;
  }

  private record Counted(Instant at, List<String> names) {

    /** Also before it was counted nothing is fresh: the clock was set back. */
    boolean isFresh(Instant now) {
      return !now.isBefore(at) && now.isBefore(at.plus(KEPT));
    }
  }

  /** The prices of the favourites that have one today, in the order of their tiles. */
  public List<Price> today() {
    if (settings.get().most() == 0) {
      return List.of();
    }
    LocalDate today = prices.today();
    Set<String> names = new LinkedHashSet<>();
    settings.get().names().stream().map(prices::canonical).forEach(names::add);
    names.addAll(soldMost(today));
    return names.stream()
        .flatMap(name -> price(name, today).stream())
        .limit(settings.get().most())
        .toList();
  }

  /** Earlier versions sold under names that today's price list refuses. */
  private Optional<Price> price(String name, LocalDate today) {
    try {
      return prices.find(name, today);
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }

  private List<String> soldMost(LocalDate today) {
    Counted last = counted;
    Instant now = clock.instant();
    if (last != null && last.isFresh(now)) {
      return last.names();
    }
    // Some more than there are tiles: not all of them have a price today.
    List<String> names =
        database
            .sql(
                """
                SELECT name FROM sales_by_day WHERE sold_on BETWEEN :first AND :last
                GROUP BY name ORDER BY SUM(line_count) DESC, name LIMIT :most
                """)
            .param("first", today.minusDays(DAYS - 1).toString())
            .param("last", today.toString())
            .param("most", 2 * FavouriteSettings.MOST)
            .query(String.class)
            .list();
    counted = new Counted(now, names);
    return names;
  }
}
