package dev.greengrocer.ledger.closing;

/**
 * A Z report: a period that is closed, and all that happened in it.
 *
 * @param closing its number, who closed it, and the cash that was counted
 * @param period what was sold and taken back
 */
public record ZReport(Closing closing, PeriodReport period) {}
