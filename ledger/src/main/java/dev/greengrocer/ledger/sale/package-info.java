/** Baskets, sales and receipts. A sale is made once, however often it is asked for. */
@NullMarked
package dev.greengrocer.ledger.sale;

import org.jspecify.annotations.NullMarked;
