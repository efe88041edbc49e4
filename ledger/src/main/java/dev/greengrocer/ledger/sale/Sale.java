package dev.greengrocer.ledger.sale;

import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.ledger.price.Quantity;
import dev.greengrocer.ledger.price.TaxRate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was sold. Immutable; money is in minor units of {@link #currency}.
 *
 * @param receipt its number, and when and by whom it was made
 * @param customer who bought, if they said so and it is not yet forgotten
 * @param lines what was sold, at least one
 * @param amounts what was to be paid, and how it was
 * @param discountReason why something was taken off the whole sale, or null when nothing was
 * @param returnOf what goods are given back of, or null for a sale; then all amounts are negative
 * @param voided when, by whom and why it was taken back, or null
 * @param unreadable the lines of it that cannot be read; its totals hold them, too
 */
public record Sale(
    Receipt receipt,
    Customer customer,
    List<Line> lines,
    Amounts amounts,
    @Nullable String discountReason,
    @Nullable ReturnOf returnOf,
    @Nullable Voided voided,
    List<UnreadableRow> unreadable) {

  public Sale {
    lines = List.copyOf(lines);
    unreadable = List.copyOf(unreadable);
  }

  /** The same sale with its lines. */
  Sale with(List<Line> read, List<SaleTaxes.Sum> sums, List<UnreadableRow> faults) {
    return new Sale(
        receipt,
        customer,
        read,
        amounts.with(new SaleTaxes(taxes().included(), sums)),
        discountReason,
        returnOf,
        voided,
        faults);
  }

  /** UUIDv7; the order of ids is the order of sales. */
  public String id() {
    return receipt.id;
  }

  /** The number of the receipt, from 1. */
  public long number() {
    return receipt.number;
  }

  /** When. */
  public Instant at() {
    return receipt.at;
  }

  /** The shop's day. */
  public LocalDate day() {
    return receipt.day;
  }

  /** Who sold. */
  public String actor() {
    return receipt.actor;
  }

  /** ISO 4217. */
  public String currency() {
    return amounts.currency;
  }

  /** How it was paid. */
  public Payment payment() {
    return amounts.payment;
  }

  /** The sum of the lines. */
  public long goodsTotal() {
    return amounts.goodsTotal;
  }

  /** Taxes by rate. */
  public SaleTaxes taxes() {
    return amounts.taxes;
  }

  /** What rounding to coins added. */
  public long cashRounding() {
    return amounts.cashRounding;
  }

  /** What was paid. */
  public long total() {
    return amounts.total;
  }

  /** What the customer handed over, or null when not entered. */
  public @Nullable Long cashGiven() {
    return amounts.cashGiven;
  }

  /** What was taken off the whole sale; what was taken off single lines is not in it. */
  public long discount() {
    return lines.stream().mapToLong(line -> line.off().share()).reduce(0, Math::addExact);
  }

  /** What the customer got back, or null when what they handed over is unknown. */
  public @Nullable Long change() {
    Long given = cashGiven();
    return given == null ? null : given - total();
  }

  /**
   * What a receipt is known by.
   *
   * @param id UUIDv7; the order of ids is the order of sales
   * @param number from 1, without gaps
   * @param at when
   * @param day the shop's day
   * @param actor who sold
   */
  public record Receipt(String id, long number, Instant at, LocalDate day, String actor) {}

  /**
   * What was to be paid, and how it was, in minor units.
   *
   * @param currency ISO 4217
   * @param payment how it was paid
   * @param goodsTotal the sum of the lines
   * @param taxes by rate
   * @param cashRounding what rounding to coins added
   * @param total what was paid
   * @param cashGiven what the customer handed over, or null when not entered
   */
  public record Amounts(
      String currency,
      Payment payment,
      long goodsTotal,
      SaleTaxes taxes,
      long cashRounding,
      long total,
      @Nullable Long cashGiven) {

    private Amounts with(SaleTaxes read) {
      return new Amounts(currency, payment, goodsTotal, read, cashRounding, total, cashGiven);
    }
  }

  /**
   * One kind of goods.
   *
   * @param predictionId the answer that named it, or null when a person did
   * @param name what it is
   * @param amount the price of a kilogram or a piece
   * @param byHand whether the cashier said the price
   * @param quantity how much of it
   * @param total the price of that much, less what was taken off
   * @param tax its rate, or null when it has none
   * @param off what was taken off
   * @param returned the line of the first sale, from 1, of which this much is given back; then
   *     amounts are negative and the quantity is net; null for goods that are sold
   */
  public record Line(
      @Nullable String predictionId,
      String name,
      long amount,
      boolean byHand,
      Quantity quantity,
      long total,
      @Nullable TaxRate tax,
      Off off,
      @Nullable Integer returned) {

    /** How much, as it is printed on a receipt: with a minus when it is given back. */
    public String quantityText() {
      return (returned == null ? "" : "-") + quantity.text();
    }

    /** What it would have cost if nothing had been taken off. */
    public long full() {
      return Math.addExact(total, off.own() + off.share());
    }

    /** The line with a share of what is taken off the whole sale. */
    Line less(long share) {
      return new Line(
          predictionId,
          name,
          amount,
          byHand,
          quantity,
          total - share,
          tax,
          new Off(off.own(), off.reason(), share),
          returned);
    }
  }

  /**
   * What was taken off a line, in minor units.
   *
   * @param own by a discount of the line alone
   * @param reason of that, or null when there was none
   * @param share of what was taken off the whole sale
   */
  public record Off(long own, @Nullable String reason, long share) {

    /** Nothing was. */
    public static final Off NOTHING = new Off(0, null, 0);
  }

  /**
   * The sale of which goods are given back.
   *
   * @param saleId its id
   * @param receipt its number
   * @param reason why, in words
   */
  public record ReturnOf(String saleId, long receipt, String reason) {}

  /**
   * A sale that was taken back.
   *
   * @param at when
   * @param by who did it
   * @param reason why, in words
   */
  public record Voided(Instant at, String by, String reason) {}
}
