/**
 * Prices, baskets, sales and receipts, in exact decimal money: whole minor units in the database,
 * {@link java.math.BigDecimal} at the door, no floating point anywhere. {@code Till} holds the one
 * rule of rounding.
 */
@NullMarked
package dev.greengrocer.web.pricing;

import org.jspecify.annotations.NullMarked;
