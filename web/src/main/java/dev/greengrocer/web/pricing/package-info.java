/** Prices, baskets, sales and receipts, in exact decimal money. */
@NullMarked
package dev.greengrocer.web.pricing;

import org.jspecify.annotations.NullMarked;
