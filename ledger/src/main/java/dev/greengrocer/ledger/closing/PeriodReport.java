package dev.greengrocer.ledger.closing;

import dev.greengrocer.ledger.price.TaxRate;
import dev.greengrocer.ledger.sale.Payment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was sold and taken back in a period. Immutable; money is in minor units. Sales are counted
 * in the period of their receipt, also when they are taken back; what is taken back counts in the
 * period in which it is, whenever it was sold.
 *
 * @param opened when the period before was closed, or null when there was none
 * @param at when this was looked at or closed
 * @param currency of the till, ISO 4217; {@link #total} and cash are of it alone
 * @param firstReceipt the first receipt of the period
 * @param lastReceipt the last one; one less than the first when nothing was sold
 * @param openingCash what the period before left in the drawer
 * @param sums what each clerk sold, by payment and currency
 * @param voids what was taken back, by receipt
 * @param taxes the tax of what was sold and of what was taken back, by currency and rate; goods
 *     without a rate are in none
 */
public record PeriodReport(
    @Nullable Instant opened,
    Instant at,
    String currency,
    long firstReceipt,
    long lastReceipt,
    long openingCash,
    List<Sums> sums,
    List<VoidedSale> voids,
    List<Tax> taxes) {

  public PeriodReport {
    sums = List.copyOf(sums);
    voids = List.copyOf(voids);
    taxes = List.copyOf(taxes);
  }

  /**
   * The tax of one rate, as the receipts have it.
   *
   * @param rate of tax
   * @param currency ISO 4217
   * @param net what was sold, without the tax
   * @param tax the tax of it
   * @param voidedNet what was taken back, without the tax
   * @param voidedTax the tax of it
   */
  public record Tax(
      TaxRate rate, String currency, long net, long tax, long voidedNet, long voidedTax) {

    /** What is left of the net amount when what was taken back is subtracted. */
    public long netLeft() {
      return net - voidedNet;
    }

    /** What is left of the tax when what was taken back is subtracted. */
    public long taxLeft() {
      return tax - voidedTax;
    }
  }

  /**
   * Sales that have something in common.
   *
   * @param clerk who sold
   * @param payment how it was paid
   * @param currency ISO 4217
   * @param takings of at least one receipt
   */
  public record Sums(String clerk, Payment payment, String currency, Takings takings) {}

  /**
   * A sale that was taken back.
   *
   * @param saleId its id
   * @param receipt its number
   * @param payment how it had been paid
   * @param currency ISO 4217
   * @param total what was paid, and given back
   * @param actor who took it back
   */
  public record VoidedSale(
      String saleId, long receipt, Payment payment, String currency, long total, String actor) {}

  /**
   * One line of a report.
   *
   * @param name of a payment or a clerk
   * @param currency ISO 4217
   * @param takings of the receipts
   * @param voids how many sales were taken back, of this payment or by this clerk, and what was
   *     given back for them
   */
  public record Row(String name, String currency, Takings takings, Takings.Tally voids) {

    private static Row of(String name, Sums sums) {
      return new Row(name, sums.currency(), sums.takings(), Takings.Tally.NONE);
    }

    private static Row of(String name, VoidedSale voided) {
      return new Row(name, voided.currency(), Takings.NONE, new Takings.Tally(1, voided.total()));
    }

    /** What is left of the sales when what was taken back is subtracted. */
    public long net() {
      return takings.total() - voids.amount();
    }

    private Row plus(Row other) {
      return new Row(name, currency, takings.plus(other.takings), voids.plus(other.voids));
    }
  }

  /** A row for each payment and currency. */
  public List<Row> byPayment() {
    return added(
        Stream.concat(
            sums.stream().map(sum -> Row.of(sum.payment().id(), sum)),
            voids.stream().map(gone -> Row.of(gone.payment().id(), gone))));
  }

  /**
   * A row for each clerk and currency; what is taken back counts for the clerk who took it back.
   */
  public List<Row> byClerk() {
    return added(
        Stream.concat(
            sums.stream().map(sum -> Row.of(sum.clerk(), sum)),
            voids.stream().map(gone -> Row.of(gone.actor(), gone))));
  }

  private static List<Row> added(Stream<Row> rows) {
    Map<List<String>, Row> all = new TreeMap<>(PeriodReport::compare);
    rows.forEach(row -> all.merge(List.of(row.name(), row.currency()), row, Row::plus));
    return new ArrayList<>(all.values());
  }

  private static int compare(List<String> one, List<String> other) {
    int names = one.get(0).compareTo(other.get(0));
    return names != 0 ? names : one.get(1).compareTo(other.get(1));
  }

  /** How many receipts there are, whatever their currency. */
  public long receipts() {
    return lastReceipt - firstReceipt + 1;
  }

  /** What was paid for the period's receipts, in the currency of the till. */
  public long total() {
    return sums.stream()
        .filter(sum -> sum.currency().equals(currency))
        .mapToLong(sum -> sum.takings().total())
        .reduce(0, Math::addExact);
  }

  /** What was given back, in the currency of the till. */
  public long voided() {
    return voids.stream()
        .filter(gone -> gone.currency().equals(currency))
        .mapToLong(VoidedSale::total)
        .reduce(0, Math::addExact);
  }

  /** What was paid in cash, before anything was given back. */
  public long cashTaken() {
    return cash().stream()
        .mapToLong(row -> Math.addExact(row.takings().total(), row.takings().returns().amount()))
        .reduce(0, Math::addExact);
  }

  /** What was given back in cash, for voided sales and for returned goods. */
  public long cashReturned() {
    return cash().stream()
        .mapToLong(row -> Math.addExact(row.voids().amount(), row.takings().returns().amount()))
        .reduce(0, Math::addExact);
  }

  /** What should be in the drawer; below 0 when more was given back than was in it. */
  public long expectedCash() {
    return openingCash + cashTaken() - cashReturned();
  }

  private List<Row> cash() {
    return byPayment().stream()
        .filter(row -> row.name().equals(Payment.CASH.id()) && row.currency().equals(currency))
        .toList();
  }

  /**
   * What this report holds, in few characters: two reports of one period that differ in what was
   * sold or taken back differ in it.
   */
  public String state() {
    return "%d-%d-%d".formatted(firstReceipt, lastReceipt, voids.size());
  }
}
