/**
 * What comes into the shop and goes out of it, as movements that are never changed. {@link
 * dev.greengrocer.ledger.stock.GoodsIn} books deliveries, {@link
 * dev.greengrocer.ledger.stock.StockKeeping} waste, counts and thresholds; sales bring their own
 * movements in their own transaction. {@link dev.greengrocer.ledger.stock.StockList} says what is
 * there and for how many days.
 */
@NullMarked
package dev.greengrocer.ledger.stock;

import org.jspecify.annotations.NullMarked;
