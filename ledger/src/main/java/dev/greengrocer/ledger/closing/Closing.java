package dev.greengrocer.ledger.closing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A period that was closed, as the list of Z reports has it; {@link ZReport} holds the whole of it.
 * Money is in minor units of {@code currency}.
 *
 * @param id UUIDv7; the order of ids is the order of numbers
 * @param number of the Z report, from 1 without gaps
 * @param opened when the one before was made, or null for the first
 * @param at when it was closed
 * @param actor who closed it
 * @param currency ISO 4217
 * @param sold the receipts of the period
 * @param cash what was in the drawer
 */
public record Closing(
    String id,
    long number,
    @Nullable Instant opened,
    Instant at,
    String actor,
    String currency,
    Sold sold,
    Drawer cash) {

  /**
   * The receipts of a period.
   *
   * @param firstReceipt the first one
   * @param lastReceipt the last one; one less than the first when nothing was sold
   * @param total what was paid for them
   * @param voided what was given back in the period
   */
  public record Sold(long firstReceipt, long lastReceipt, long total, long voided) {

    /** How many receipts there are. */
    public long receipts() {
      return lastReceipt - firstReceipt + 1;
    }

    /** What is left of the total when what was given back is subtracted. */
    public long net() {
      return total - voided;
    }
  }

  /**
   * The cash of a period.
   *
   * @param opening what the period before left in the drawer, from 0
   * @param expected what should be in it now
   * @param counted what was found in it, from 0
   * @param kept what stays in it for the next period, from 0 and at most what was counted
   */
  public record Drawer(long opening, long expected, long counted, long kept) {

    /** What was found more than expected; below 0 when something is missing. */
    public long difference() {
      return counted - expected;
    }

    /** What is taken out of the drawer. */
    public long removed() {
      return counted - kept;
    }
  }
}
