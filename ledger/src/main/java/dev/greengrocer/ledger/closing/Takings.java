package dev.greengrocer.ledger.closing;

/**
 * What some receipts came to. Immutable; money is in minor units of one currency.
 *
 * @param sales how many receipts
 * @param total what was paid
 * @param rounding how much of it is rounding to coins
 * @param overrides lines whose price the clerk said, and their total
 * @param discounts lines that were sold for less, and what was taken off them
 * @param returns receipts that give goods back, and what was paid back for them, which the total is
 *     without
 */
public record Takings(
    long sales, long total, long rounding, Tally overrides, Tally discounts, Tally returns) {

  static final Takings NONE = new Takings(0, 0, 0, Tally.NONE, Tally.NONE, Tally.NONE);

  Takings plus(Takings other) {
    return new Takings(
        sales + other.sales,
        Math.addExact(total, other.total),
        Math.addExact(rounding, other.rounding),
        overrides.plus(other.overrides),
        discounts.plus(other.discounts),
        returns.plus(other.returns));
  }

  /**
   * How many of something there are, and what they come to.
   *
   * @param count how many
   * @param amount of all of them, in minor units
   */
  public record Tally(long count, long amount) {

    static final Tally NONE = new Tally(0, 0);

    Tally plus(Tally other) {
      return new Tally(count + other.count, Math.addExact(amount, other.amount));
    }
  }
}
