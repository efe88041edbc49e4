package dev.greengrocer.ledger.sale;

import dev.greengrocer.ledger.price.TaxRate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tax of a sale, by rate. Immutable; money is in minor units.
 *
 * <p>Lines of one rate are added up first, and the tax of that sum is rounded once, half up: so net
 * and tax of a rate are always what its lines cost, and the rates together what all lines with a
 * rate cost.
 *
 * @param included whether the prices hold the tax; otherwise it is added to the total
 * @param sums by rate, the lowest first; goods without a rate are in none
 */
public record SaleTaxes(boolean included, List<Sum> sums) {

  /** No goods have a rate. */
  static final SaleTaxes NONE = new SaleTaxes(true, List.of());

  public SaleTaxes {
    sums = List.copyOf(sums);
  }

  /**
   * What goods of one rate cost.
   *
   * @param net without the tax
   * @param tax the tax
   */
  public record Sum(TaxRate rate, long net, long tax) {

    /** With the tax. */
    public long gross() {
      return Math.addExact(net, tax);
    }
  }

  /** What goods cost, and at which rate they are taxed; null is none. */
  public record Taxed(@Nullable TaxRate rate, long total) {}

  /** Counts the tax of goods. */
  public static SaleTaxes of(boolean included, List<Taxed> goods) {
    Map<TaxRate, Long> totals = new TreeMap<>();
    for (Taxed one : goods) {
      if (one.rate() != null) {
        totals.merge(one.rate(), one.total(), Math::addExact);
      }
    }
    return new SaleTaxes(
        included,
        totals.entrySet().stream()
            .map(
                total ->
                    included
                        ? within(total.getKey(), total.getValue())
                        : onTopOf(total.getKey(), total.getValue()))
            .toList());
  }

  private static Sum within(TaxRate rate, long gross) {
    long tax = rate.within(gross);
    return new Sum(rate, gross - tax, tax);
  }

  private static Sum onTopOf(TaxRate rate, long net) {
    return new Sum(rate, net, rate.onTopOf(net));
  }

  /** What is added to the total of the lines: all tax, or nothing where prices hold it. */
  public long added() {
    return included ? 0 : sums.stream().mapToLong(Sum::tax).reduce(0, Math::addExact);
  }
}
