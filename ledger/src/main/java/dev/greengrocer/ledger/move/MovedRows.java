package dev.greengrocer.ledger.move;

/**
 * What a table holds.
 *
 * @param table its name
 * @param rows how many there are
 * @param sha256 a hash over all of them, whatever their order, in hexadecimal
 */
public record MovedRows(String table, long rows, String sha256) {}
