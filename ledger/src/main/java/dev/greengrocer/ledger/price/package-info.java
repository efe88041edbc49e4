/**
 * Quantities and prices in exact decimals: whole minor units in the database, {@link
 * java.math.BigDecimal} at the edge, no floating point anywhere. {@code Till} holds the one rule of
 * rounding, {@code GoodsNames} the one name of each kind.
 */
@NullMarked
package dev.greengrocer.ledger.price;

import org.jspecify.annotations.NullMarked;
