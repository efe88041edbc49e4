package dev.greengrocer.ledger.price;

import java.time.LocalDate;

/**
 * What is printed on a bag before its goods are paid: what it is, how much, what it costs, and a
 * barcode that the shop's till reads.
 *
 * @param name the goods
 * @param plu their code, 4 or 5 digits
 * @param quantity how much is in the bag, without the packaging
 * @param price of a kilogram or a piece, in minor units
 * @param total the price of what is in the bag, in minor units
 * @param day on which the price counts
 * @param barcode an EAN-13: 13 digits
 */
public record PriceLabel(
    String name,
    String plu,
    Quantity quantity,
    long price,
    long total,
    LocalDate day,
    String barcode) {}
