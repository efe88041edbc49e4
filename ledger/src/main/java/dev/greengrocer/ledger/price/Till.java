package dev.greengrocer.ledger.price;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.settings.LiveSettings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Counts money, in whole minor units (cents) of one currency. A weight's price is rounded once, on
 * its line; a total is the sum of its lines; what rounding to coins adds to a total in cash is an
 * amount of its own. Thread-safe.
 */
@Component
public class Till {

  /** The dearest kilogram or piece, in minor units. */
  public static final long MOST = Money.MOST;

  /**
   * More than any total or sum of a receipt, in minor units: the most lines of the dearest goods
   * with the highest tax come to less than half of it. Thousands of them can be added up in a
   * {@code long}.
   */
  public static final long MOST_TOTAL = 1_000_000_000_000_000L;

  private static final long GRAMS_IN_A_KILOGRAM = 1_000;
  private static final int MOST_LIKELY = 4;

  private final Supplier<CheckoutSettings> settings;

  @Autowired
  Till(LiveSettings settings) {
    this(settings.of(CheckoutSettings.class));
  }

  Till(Supplier<CheckoutSettings> settings) {
    this.settings = settings;
  }

  private long cashStep() {
    return settings.get().cashStep().movePointRight(decimals()).longValueExact();
  }

  /** ISO 4217, such as EUR. */
  public String currency() {
    return settings.get().currency().getCurrencyCode();
  }

  /** How many decimals its amounts have. */
  public int decimals() {
    return settings.get().currency().getDefaultFractionDigits();
  }

  /** What a quantity costs at a price for a kilogram or a piece. */
  public long total(long price, Quantity quantity) {
    return quantity.unit() == Unit.PIECE
        ? Math.multiplyExact(price, quantity.pieces())
        : BigDecimal.valueOf(Math.multiplyExact(price, quantity.netGrams()))
            .divide(BigDecimal.valueOf(GRAMS_IN_A_KILOGRAM), 0, settings.get().rounding())
            .longValueExact();
  }

  /** What rounding to coins adds to a total that is paid in cash; negative when it takes away. */
  public long cashRounding(long total) {
    long coins = cashStep();
    if (coins <= 1) {
      return 0;
    }
    BigDecimal step = BigDecimal.valueOf(coins);
    return BigDecimal.valueOf(total)
            .divide(step, 0, RoundingMode.HALF_UP)
            .multiply(step)
            .longValueExact()
        - total;
  }

  /** Minor units as an amount without a currency, such as {@code 3.49}. */
  public String plain(long minor) {
    return Money.plain(minor, decimals());
  }

  /** Minor units as people read them, such as {@code 3.49 EUR}. */
  public String text(long minor) {
    return plain(minor) + " " + currency();
  }

  /** An amount without the sign of the shop's currency, which people may write beside it. */
  private String unsigned(String typed, String what) {
    return CurrencySigns.without(typed, what, currency());
  }

  /**
   * A price as people type it, in minor units.
   *
   * @throws RefusedException if it is none, or none that anybody would pay
   */
  public long price(String typed) {
    return Quantity.read(() -> Money.parse(unsigned(typed, "price"), "price", decimals())).minor();
  }

  /**
   * A discount as people type it: {@code 10 %} or {@code 1.50}.
   *
   * @throws RefusedException if it is none, or has no reason
   */
  public Discount discount(String typed, String reason) {
    return Quantity.read(() -> Discount.parse(unsigned(typed, "discount"), reason, decimals()));
  }

  /** A discount as people read it, such as {@code 10 %} or {@code 1.50}. */
  public String text(Discount discount) {
    Long amount = discount.amount();
    return amount == null ? discount.percent() + " %" : plain(amount);
  }

  /**
   * A weight as people type it, with or without a unit; see {@link Weight#typed}.
   *
   * @throws RefusedException if it is none, or may be grams as well as kilograms
   */
  public Weight weight(String typed) {
    return Quantity.read(() -> Weight.typed(typed, plausibleWeight()));
  }

  /** The heaviest weight that a till takes without asking. */
  public Weight plausibleWeight() {
    return Weight.parse(settings.get().plausibleWeight().toPlainString());
  }

  /**
   * Cash as a customer hands it over, in minor units.
   *
   * @throws RefusedException if it is none, or there are no such coins
   */
  public long cash(String typed) {
    long given =
        Quantity.read(() -> Money.parse(unsigned(typed, "cash given"), "cash given", decimals()))
            .minor();
    long step = cashStep();
    if (step > 1 && given % step != 0) {
      throw new RefusedException(
          Problem.UNPROCESSABLE,
          "cash given '%s': in steps of %s".formatted(PlainDecimal.shortened(typed), plain(step)));
    }
    return given;
  }

  /**
   * What people are likely to hand over for a total in cash, in minor units: the total itself and
   * the amounts above it that few notes make, the smallest first.
   *
   * @param total what is to be paid, rounded to coins; nothing is likely for a total of 0
   */
  public List<Long> cashLikely(long total) {
    if (total <= 0) {
      return List.of();
    }
    return Stream.concat(
            Stream.of(total),
            Banknotes.of(settings.get().currency()).stream()
                .map(note -> (total + note - 1) / note * note)
                .filter(amount -> amount > total && amount <= MOST)
                .distinct()
                .sorted()
                .limit(MOST_LIKELY))
        .toList();
  }

  /**
   * What was counted in a drawer as people type it, in minor units from 0.
   *
   * @param what it is, for the words of a refusal
   * @throws RefusedException if it is no amount
   */
  public long counted(String what, String typed) {
    return Quantity.read(() -> CashAmount.parse(what, unsigned(typed, what), decimals())).minor();
  }

  /** A price in minor units, exactly. */
  public long price(BigDecimal amount) {
    return price(PlainDecimal.text(amount));
  }
}
